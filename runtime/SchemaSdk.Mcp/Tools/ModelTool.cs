using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SchemaSdk.Mcp.Answers;

namespace SchemaSdk.Mcp.Tools;

/// <summary>
/// A tool for agents. Its description and schemas are in <c>Tools/Descriptions</c>, because the schemas that the MCP package derives
/// are less strict.
/// </summary>
internal abstract class ModelTool(string name) : McpServerTool
{
    public override Tool ProtocolTool { get; } = Read(name);

    public override IReadOnlyList<object> Metadata => [];

    public override async ValueTask<CallToolResult> InvokeAsync(
        RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            var arguments = new ToolArguments(request.Params, ProtocolTool);
            return (await CallAsync(new ToolCall(request, arguments), cancellationToken).ConfigureAwait(false)).ToResult();
        }
        catch (Exception exception) when (exception is ToolRefusal or ModelException)
        {
            return ToolAnswer.Refused(exception.Message);
        }
    }

    /// <summary>Carries out a call.</summary>
    /// <exception cref="ToolRefusal">The call is refused.</exception>
    /// <exception cref="ModelException">The service or the ledger failed.</exception>
    protected abstract Task<ToolAnswer> CallAsync(ToolCall call, CancellationToken cancellationToken);

    private static Tool Read(string name)
    {
        using var file = typeof(ModelTool).Assembly.GetManifestResourceStream($"{name}.json")!;
        return JsonSerializer.Deserialize(file, (JsonTypeInfo<Tool>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(Tool)))!;
    }
}
