using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SchemaSdk.Mcp.Answers;
using SchemaSdk.Mcp.Jobs;
using SchemaSdk.Mcp.Tools;

namespace SchemaSdk.Mcp.Tasks;

/// <summary>
/// Implements the MCP extension for tasks. For a client that declares the extension, a run becomes a task. The state of a task comes from
/// the ledger, so a task outlives the server. <c>AddTasks</c> of the MCP package is not used, because it cannot ask a person, and keeps
/// tasks only in its own process.
/// </summary>
internal sealed class JobTasks(ModelToolServer server)
{
    private const string Complete = "complete";
    private const int PollIntervalMs = 2_000;

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    // With a shorter wait for the first status, tasks/get might never learn that the service refuses the API token.
    private static readonly TimeSpan FirstAnswer = TimeSpan.FromSeconds(30);

    internal void AddTo(McpServerOptions options)
    {
        options.Capabilities ??= new();
        options.Capabilities.Extensions ??= new Dictionary<string, object>();
        options.Capabilities.Extensions[ToolCall.TaskExtension] = new JsonObject();
        options.Filters.Request.CallToolWithAlternateFilters.Add(static async (request, next, cancellationToken) =>
        {
            var answer = await next(request, cancellationToken).ConfigureAwait(false);
            return request.Params?.Name == RunTool.Name && ToolCall.CanFollowTask(request) ? AsTask(answer) : answer;
        });
        options.RequestHandlers =
        [
            .. options.RequestHandlers ?? [],
            Handler("tasks/get", GetAsync),
            Handler("tasks/cancel", CancelAsync),
            Handler("tasks/update", UpdateAsync),
        ];
    }

    // Without a queued or running job, a task would have nothing to wait for.
    private static ResultOrAlternate<CallToolResult> AsTask(ResultOrAlternate<CallToolResult> answer)
    {
        if (answer.Result is not { StructuredContent: { } job }
            || job.GetProperty("state").GetString() is not ("queued" or "running")
            || job.TryGetProperty("error", out _))
        {
            return answer;
        }

        var at = job.GetProperty("changed_at").GetString()!;
        var created = new TaskCreated
        {
            ResultType = "task",
            TaskId = job.GetProperty("key").GetString()!,
            CreatedAt = at,
            LastUpdatedAt = at,
            PollIntervalMs = PollIntervalMs,
        };
        return ResultOrAlternate<CallToolResult>.FromAlternate(created, TaskJson.Default.TaskCreated);
    }

    private async Task<JsonObject> GetAsync(string key, string? customer, CancellationToken cancellationToken)
    {
        var (found, failure) = await server.Jobs
            .WaitAsync(key, customer, started: null, Wait, FirstAnswer, static (_, _) => Task.CompletedTask, cancellationToken)
            .ConfigureAwait(false);
        var entry = found ?? throw AgentJobs.NoJob(key);
        var answer = await JobView.WholeAsync(server.Jobs, entry, attached: true, cancellationToken, CanPass(failure) ? null : failure)
            .ConfigureAwait(false);
        var task = new JsonObject
        {
            ["resultType"] = Complete,
            ["taskId"] = key,
            ["createdAt"] = TextOf(entry.Attempt?.SentAt ?? entry.ChangedAt),
            ["lastUpdatedAt"] = TextOf(entry.ChangedAt),
            ["ttlMs"] = null,
            ["pollIntervalMs"] = PollIntervalMs,
        };
        task["status"] = (string?)answer.Content["state"] switch
        {
            // A client could poll the task forever if no call submits the job, or if this server cannot wait for it.
            "queued" when entry is { State: LedgerState.Intended, Lease.Owner: null }
                && server.Jobs.Running(key, customer) is null => "completed",
            "queued" or "running" when answer.Content["error"] is null => "working",
            "cancelled" => "cancelled",
            _ => "completed",
        };
        if ((string?)task["status"] == "completed")
        {
            var result = answer.ToResult();
            result.ResultType = Complete;
            task["result"] = JsonSerializer.SerializeToNode(
                result, (JsonTypeInfo<CallToolResult>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(CallToolResult)));
        }

        return task;
    }

    private static bool CanPass(Exception? failure) =>
        failure is ModelUnavailableException or ModelTimeoutException or ModelLedgerException { IsLasting: false };

    private static string TextOf(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private async Task<JsonObject> CancelAsync(string key, string? customer, CancellationToken cancellationToken)
    {
        await server.Jobs.CancelAsync(key, customer, cancellationToken).ConfigureAwait(false);
        return new() { ["resultType"] = Complete };
    }

    // Changes nothing: a task never waits for a person's answer, because a run is confirmed before it becomes a task.
    private async Task<JsonObject> UpdateAsync(string key, string? customer, CancellationToken cancellationToken) =>
        await server.Jobs.FindAsync(key, customer, cancellationToken).ConfigureAwait(false) is null
            ? throw AgentJobs.NoJob(key)
            : new() { ["resultType"] = Complete };

    private McpServerRequestHandler Handler(string method, Func<string, string?, CancellationToken, Task<JsonObject>> answer) => new()
    {
        Method = method,
        RoutingNameParameter = "taskId",
        Handler = async (request, cancellationToken) =>
        {
            try
            {
                var key = (request.Params as JsonObject)?["taskId"] is JsonValue id && id.TryGetValue<string>(out var text) ? text : "";
                return await answer(key, server.Options.CustomerOf(request.User), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is ToolRefusal or ModelException)
            {
                throw new McpProtocolException(exception.Message, exception, McpErrorCode.InvalidParams);
            }
        },
    };
}
