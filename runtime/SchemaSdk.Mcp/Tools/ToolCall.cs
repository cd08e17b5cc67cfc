using System.Security.Claims;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace SchemaSdk.Mcp.Tools;

/// <summary>An agent's call to a tool.</summary>
internal sealed record ToolCall(RequestContext<CallToolRequestParams> Request, ToolArguments Arguments)
{
    /// <summary>The name of the MCP extension for tasks, with which a client can wait for a run.</summary>
    internal const string TaskExtension = "io.modelcontextprotocol/tasks";

    /// <summary>Returns true if the agent's client supports tasks. Since protocol version 2026-07-28, each request states this.</summary>
    internal static bool CanFollowTask(RequestContext<CallToolRequestParams> request) =>
        request.JsonRpcRequest.Context?.ClientCapabilities?.Extensions?.ContainsKey(TaskExtension) == true;

    internal ClaimsPrincipal? User => Request.User;

    internal McpServer Server => Request.Server;

    /// <summary>
    /// True if the agent's client can ask a person a question. Since protocol version 2026-07-28, each request states this.
    /// </summary>
    internal bool CanAskPerson =>
        (Request.JsonRpcRequest.Context?.ClientCapabilities ?? Server.ClientCapabilities)?.Elicitation is not null;

    /// <summary>Reports the state of a job that the agent is waiting for, if the agent requested progress.</summary>
    internal async Task ReportAsync(TimeSpan waited, string message, CancellationToken cancellationToken)
    {
        if (Request.Params?.ProgressToken is { } token)
        {
            var progress = new ProgressNotificationValue { Progress = (float)waited.TotalSeconds, Message = message };
            await Server.NotifyProgressAsync(token, progress, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }
}
