using System.Text;
using ModelContextProtocol.Protocol;
using SchemaSdk.Client;
using SchemaSdk.Files;
using SchemaSdk.Mcp.Answers;
using SchemaSdk.Mcp.Files;

namespace SchemaSdk.Mcp.Jobs;

/// <summary>Describes jobs to agents, as JSON.</summary>
internal static class JobView
{
    private const int MostOutput = 256 << 10;

    // A longer list of files would fill the context of a language model.
    private const int MostFiles = 100;

    /// <summary>Returns the state of a job as one word, such as <c>queued</c>.</summary>
    internal static string StateOf(LedgerEntry entry, JobStatus? status) => entry.State switch
    {
        LedgerState.Intended or LedgerState.Sending => "queued",
        LedgerState.Accepted => status?.State == JobState.InQueue ? "queued" : "running",
        LedgerState.Refused => "refused",
        LedgerState.Unknown => "unknown",
        _ => entry.End?.Outcome switch
        {
            JobState.Failed => "failed",
            JobState.Canceled => "cancelled",
            _ => "completed",
        },
    };

    /// <summary>Describes a job for a list, without its output and files.</summary>
    internal static JsonObject Short(LedgerEntry entry, JobStatus? status)
    {
        var view = new JsonObject
        {
            ["key"] = RunKey.OfAgent(entry),
            ["model"] = entry.ModelId,
            ["state"] = StateOf(entry, status),
            ["changed_at"] = entry.ChangedAt.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        };
        Add(view, "request_id", entry.RequestId);
        Add(view, "queue_position", entry.State == LedgerState.Accepted ? status?.QueuePosition : null);
        Add(view, "estimate_usd", entry.PriceUsd);
        Add(view, "cost_usd", entry.End?.CostUsd);
        return view;
    }

    /// <summary>Describes a job with its output and files.</summary>
    // attached: null to omit this member. failure: why this process cannot wait for the job; null if it can.
    internal static async Task<ToolAnswer> WholeAsync(
        AgentJobs jobs, LedgerEntry entry, bool? attached, CancellationToken cancellationToken, Exception? failure = null)
    {
        var key = RunKey.OfAgent(entry)!;
        var running = jobs.Running(key, entry.Customer);
        var view = Short(entry, running?.Status);
        Add(view, "attached", attached);
        IReadOnlyList<OutputFile> files = [];
        if (entry.State is LedgerState.Ended or LedgerState.Delivered)
        {
            files = await AddEndAsync(view, jobs, entry, key, cancellationToken).ConfigureAwait(false);
        }
        else if (entry.State == LedgerState.Refused && (entry.Refused?.Reason is not null || failure is null))
        {
            view["error"] = entry.Refused?.Reason ?? "The ledger does not say why.";
        }
        else if (failure is not null)
        {
            // The ledger does not have the request id if it could not record that the service accepted the job.
            Add(view, "request_id", entry.RequestId ?? (failure as ModelException)?.RequestId);
            view["error"] = $"This server cannot wait for the job: {ErrorOf(failure, entry, key)}";
        }

        var isSaving = entry.State is LedgerState.Ended or LedgerState.Delivered && (string)view["state"]! == "running";
        view["next"] = entry is { State: LedgerState.Intended, Lease.Owner: null } && running is null
            ? "Nothing has been sent yet. If the job stays queued, the server that was going to send it has stopped: call run again with "
                + "the same arguments."
            : (isSaving ? "The job has ended, and its files are still being saved. " : "") + NextOf((string)view["state"]!, key, entry);
        return new(view) { Links = [.. files.Select((file, number) => LinkTo(file, number, key))] };
    }

    private static async Task<IReadOnlyList<OutputFile>> AddEndAsync(
        JsonObject view, AgentJobs jobs, LedgerEntry entry, string key, CancellationToken cancellationToken)
    {
        try
        {
            if (await jobs.ResultAsync(entry, cancellationToken).ConfigureAwait(false) is not { } result)
            {
                view["state"] = "running";
                return [];
            }

            var shown = ShownJson.Of(result.Output);
            var files = OutputFile.In(shown);
            var output = ShownJson.OutputOf(shown, files, (_, number) => JobFileAddress.Of(key, number));
            var paths = ResultDownloads.PathsOf(Encoding.UTF8.GetBytes(result.Output.GetRawText()), result.DownloadedFiles);
            view["files"] = new JsonArray([
                .. files.Take(MostFiles).Select((file, number) => FileView(file, number, key, paths.GetValueOrDefault(file.Address))),
            ]);
            var notes = new List<string>();
            if (files.Count > MostFiles)
            {
                notes.Add($"The output has {files.Count} files. The first {MostFiles} are listed. The addresses of the others "
                    + $"differ only in the last number. The last file is {JobFileAddress.Of(key, files.Count - 1)}.");
            }

            if (result.DownloadError is { } missing)
            {
                notes.Add("Only files with a member 'path' are saved on the server. The service may delete the others later. "
                    + missing.Message.Replace(entry.Key, key, StringComparison.Ordinal));
            }

            Add(view, "note", notes.Count > 0 ? string.Join(' ', notes) : null);
            if (output?.ToJsonString(ShownJson.Readable).Length > MostOutput)
            {
                view["error"] = $"The output has more than {MostOutput} characters and is left out.";
            }
            else
            {
                view["output"] = output;
            }

            Add(view, "cost_usd", result.CostUsd);
            return [.. files.Take(MostFiles)];
        }
        catch (ModelException exception)
        {
            view["error"] = ErrorOf(exception, entry, key);
            return [];
        }
    }

    // Agents know only their own keys. If the outcome is unknown, the user needs the ledger's key to settle the job.
    private static string ErrorOf(Exception failure, LedgerEntry entry, string key) => failure is ModelSubmissionUnknownException
        ? failure.Message : failure.Message.Replace(entry.Key, key, StringComparison.Ordinal);

    private static JsonObject FileView(OutputFile file, int number, string key, string? path)
    {
        var view = new JsonObject { ["uri"] = JobFileAddress.Of(key, number), ["pointer"] = file.Pointer };
        Add(view, "media_type", file.MediaType);
        Add(view, "path", path);
        return view;
    }

    private static ResourceLinkBlock LinkTo(OutputFile file, int number, string key) => new()
    {
        Uri = JobFileAddress.Of(key, number),
        Name = $"{key}/{number}",
        Title = file.Pointer,
        MimeType = file.MediaType,
    };

    private static string NextOf(string state, string key, LedgerEntry entry) => state switch
    {
        "queued" or "running" => $"Call the job tool with key '{key}' to wait for the job. Do not call the run tool with another "
            + "key or variant: that would start another job, which costs money again.",
        "completed" => "Read the files as resources, or use their addresses from the member 'output'.",
        "failed" => "The member 'error' says why. To try again, call run with a corrected input, another variant, or another key if "
            + "you gave one.",
        "cancelled" => "To run the model after all, call run with another variant, or another key if you gave one.",
        "refused" => "The job is not running and is not charged. The member 'error' says why. If the input was wrong, call run with the "
            + "corrected input and without this key; otherwise repeat the call.",
        _ => "It is not known whether the service accepted the job. The job may be charged, so it is not sent again. Ask the user to look "
            + $"for it at the service, and to settle it with 'schemasdk jobs settle {entry.Key}'.",
    };

    private static void Add(JsonObject view, string name, JsonNode? value)
    {
        if (value is not null)
        {
            view[name] = value;
        }
    }
}
