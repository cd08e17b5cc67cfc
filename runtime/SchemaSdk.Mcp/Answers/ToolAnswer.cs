using ModelContextProtocol.Protocol;
using SchemaSdk.Files;

namespace SchemaSdk.Mcp.Answers;

/// <summary>The answer of a tool. It has links to files, and an object that fits the output schema of the tool.</summary>
internal sealed record ToolAnswer(JsonObject Content)
{
    internal IReadOnlyList<ResourceLinkBlock> Links { get; init; } = [];

    internal CallToolResult ToResult()
    {
        // Clients of earlier MCP versions read only the text, not the structured content.
        var text = Content.ToJsonString(ShownJson.Readable);
        using var parsed = JsonDocument.Parse(text, ShownJson.AnyDepth);
        return new()
        {
            Content = [new TextContentBlock { Text = text }, .. Links],
            StructuredContent = parsed.RootElement.Clone(),
        };
    }

    internal static CallToolResult Refused(string message) => new()
    {
        Content = [new TextContentBlock { Text = message }],
        IsError = true,
    };
}
