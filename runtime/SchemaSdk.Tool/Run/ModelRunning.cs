using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.Files.Downloads;
using SchemaSdk.Submitting;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Run.Inputs;

namespace SchemaSdk.Tool.Run;

/// <summary>Runs a model, or attaches to one of its jobs, and saves the files.</summary>
/// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
/// <param name="settings">The settings of the command.</param>
/// <param name="service">The service.</param>
internal sealed class ModelRunning(ToolHost host, RunSettings settings, CalledService service)
{
    private readonly RunEnds _ends = new(settings);
    private readonly RunReport _report = new(settings);

    /// <summary>Submits an input once, and waits for the outcome.</summary>
    /// <exception cref="ToolException">Nothing was submitted, so there is nothing to report.</exception>
    internal Task<Report> RunAsync(CallableModel model, InputDraft draft, CancellationToken stop)
    {
        IReadOnlyList<Finding> faults = [.. draft.Faults, .. InputCheck.Run(model, draft.Input).Faults];
        if (faults.Count > 0)
        {
            return Task.FromResult(_report.Refused(faults));
        }

        var endpoint = new CallableEndpoint(service.Client, model);
        var given = ResultFiles.Find(WrittenInput.Of<JsonNode>(draft.Input, InputJson.Write).Text.Span);
        return EndAsync($"Submitting to {model.Id}", given, options => endpoint.RunAsync(draft.Input, options, stop), stop);
    }

    /// <summary>Waits for a job that was submitted earlier. Submits nothing.</summary>
    /// <exception cref="ToolException">The model id or the request id is not valid.</exception>
    internal Task<Report> ResumeAsync(CancellationToken stop) => EndAsync(
        $"Waiting for {settings.Resume}",
        given: [],
        options =>
        {
            try
            {
                return service.Client.Attach(settings.ModelId, settings.Resume!, options).WaitAsync(options.Progress, stop);
            }
            catch (ArgumentException exception)
            {
                throw new ToolException(
                    ExitCode.WrongUsage,
                    $"'{settings.ModelId}' is not a valid model id, or '{settings.Resume}' is not a valid request id. Nothing was sent.",
                    exception);
            }
        },
        stop);

    // given: the URLs in the input, which an output may repeat; empty for a job that is attached, because its input is unknown.
    private async Task<Report> EndAsync(
        string what, IReadOnlyList<string> given, Func<RunOptions, Task<ModelResult<JsonElement>>> start, CancellationToken stop)
    {
        if (settings.Download is { } folder)
        {
            // Checked before the job is submitted and charged.
            ResultFiles.Try(folder);
        }

        try
        {
            return await host.Console.FollowAsync(HarmlessText.Line(what), async (lasting, now) =>
            {
                var result = await start(new RunOptions
                {
                    Progress = new StatusLines(lasting, now, host.Time),
                    OnCancel = CancelBehavior.CancelJob,
                    MaxPriceUsd = settings.MaxPriceUsd,
                }).ConfigureAwait(false);
                return await SaveAsync(result, given, now, stop).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
        catch (ModelWaitCanceledException stopped)
        {
            return _ends.Of(stopped);
        }
        catch (ModelException exception)
        {
            return _ends.Of(exception);
        }
    }

    private async Task<Report> SaveAsync(
        ModelResult<JsonElement> result, IReadOnlyList<string> given, IProgress<Func<string>> now, CancellationToken stop)
    {
        var (findings, facts) = (new List<Finding>(), new JsonArray());
        var urls = ResultFiles.Find(result.Output);
        var own = urls.Except(given).ToHashSet(StringComparer.Ordinal);
        own = own.Count > 0 ? own : [.. urls];
        var canSave = urls.FirstOrDefault(own.Contains) is { } first && MayFetch(first);
        foreach (var url in urls)
        {
            var file = new JsonObject { ["url"] = url };
            facts.Add(file);
            var shown = ModelFile.FromUrl(url).ToString();

            // Skips URLs from the input, which an output may repeat. If the first file may be fetched, a URL that may not be fetched is
            // probably from the input too.
            if (settings.Download is null || !own.Contains(url) || (canSave && !MayFetch(url)))
            {
                findings.Add(new Finding("file", FindingLevel.Note, shown));
                continue;
            }

            try
            {
                now.Report(() => $"saving {HarmlessText.Line(shown)}");
                var path = await service.Client
                    .DownloadAsync(ModelFile.FromUrl(url), settings.Download, cancellationToken: stop).ConfigureAwait(false);
                file["path"] = Shown(path);
                findings.Add(new Finding("saved", FindingLevel.Note, Shown(path)));
            }
            catch (ModelException exception)
            {
                var message = $"{ToolWords.Of(exception, settings.Again)} The file is at {shown}.";
                findings.Add(new Finding("not-saved", FindingLevel.Error, message) { Model = settings.ModelId });
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return _ends.OfSaving(result, facts);
            }
        }

        return _report.Succeeded(result, findings, facts);
    }

    private bool MayFetch(string url) => DataUri.Is(url)
        || (Uri.TryCreate(url, UriKind.Absolute, out var address) && service.Client.Parts.Downloads.MayFetch(address));

    private string Shown(string path) => Path.GetRelativePath(host.Folder, path) is var below && below.Length < path.Length
        ? below.Replace('\\', '/')
        : path;
}
