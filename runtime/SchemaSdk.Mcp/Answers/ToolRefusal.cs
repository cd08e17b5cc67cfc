namespace SchemaSdk.Mcp.Answers;

/// <summary>A call that is refused with a message for the agent, which says what to do. Nothing was sent.</summary>
internal sealed class ToolRefusal(string message) : Exception(message);
