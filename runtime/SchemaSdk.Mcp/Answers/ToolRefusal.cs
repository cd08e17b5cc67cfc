namespace SchemaSdk.Mcp.Answers;

/// <summary>Refuses a call with a message that tells the agent what to do.</summary>
internal sealed class ToolRefusal(string message) : Exception(message);
