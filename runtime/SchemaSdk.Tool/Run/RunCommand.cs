using System.CommandLine;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Run.Inputs;

namespace SchemaSdk.Tool.Run;

/// <summary><c>schemasdk run</c>: runs a model once.</summary>
internal static class RunCommand
{
    private const decimal MostUsd = 1_000_000_000;

    internal static Command Build(ToolHost host)
    {
        var target = new CallTarget();
        var inputs = new InputOptions();
        var isEmulated = new Option<bool>("--emulator")
        {
            Description = "Run a model from the schema folder in the emulator on this machine. Nothing is charged.",
        };
        var maxPrice = new Option<decimal?>("--max-price")
        {
            Description = "Submit only if the estimated cost is known and at most this many US dollars.",
            HelpName = "usd",
        };
        maxPrice.AcceptNumber("an amount of US dollars above zero", static usd => usd is > 0 and <= MostUsd);
        var download = new Option<string?>("--download")
        {
            Description = "The folder in which to save output files. Existing files are kept.",
            HelpName = "folder",
        };
        var resume = new Option<string?>("--resume")
        {
            Description = "Wait for the job with this request id. Nothing is submitted.",
            HelpName = "request id",
        };
        var command = new ToolCommand("run", "Runs a model once and waits for its result. Each accepted submit costs money.");
        target.AddTo(command, host);
        inputs.AddTo(command, parsed => ModelHelp.ForCompletion(target, parsed, host));
        command.Add(isEmulated);
        command.Add(maxPrice);
        command.Add(download);
        command.Add(resume);
        command.Check = result =>
        {
            if (result.GetValue(resume) is not null
                && (inputs.IsGiven(result) || result.GetValue(isEmulated) || result.GetResult(maxPrice) is not null))
            {
                result.AddError(
                    "--resume waits for a job and submits nothing. It can be combined with --download, --service and --address, but not "
                    + "with an input, --max-price or --emulator.");
            }
        };
        command.MoreHelp = (parsed, stop) => ModelHelp.LinesAsync(target, parsed, host, stop);
        return command.Reporting(host, async (parsed, stop) =>
        {
            var settings = new RunSettings(
                target.ModelOf(parsed),
                parsed.GetValue(isEmulated),
                parsed.GetValue(maxPrice),
                parsed.GetValue(download) is { } folder ? host.PathOf(folder) : null,
                parsed.GetValue(resume))
            {
                Again = target.TypedAgain(parsed),
            };
            var models = target.FolderModelsOf(parsed, host);
            var chosen = target.ServiceOf(parsed, host);
            var service = settings.IsEmulated
                ? CalledService.Emulate(chosen.Profile, models.Folder, host)
                : await CalledService.AtAsync(chosen, host, stop).ConfigureAwait(false);
            await using (service.ConfigureAwait(false))
            {
                var run = new ModelRunning(host, settings, service);
                if (settings.Resume is not null)
                {
                    return await run.ResumeAsync(stop).ConfigureAwait(false);
                }

                try
                {
                    var model = await new ModelReads(service, models, host).ReadAsync(settings.ModelId, stop).ConfigureAwait(false);
                    return await run.RunAsync(model, inputs.Read(parsed, model, host), stop).ConfigureAwait(false);
                }
                catch (OperationCanceledException exception) when (stop.IsCancellationRequested)
                {
                    // RunAsync throws this only before the submit. If the wait is cancelled later, RunAsync returns a report.
                    throw new ToolException(
                        ExitCode.Stopped, "Stopped before anything was submitted, so no job is running and nothing is charged.", exception);
                }
            }
        });
    }
}
