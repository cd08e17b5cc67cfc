using System.CommandLine;
using SchemaSdk.Catalog.Prices;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Run.Inputs;

namespace SchemaSdk.Tool.Run.Price;

/// <summary><c>schemasdk check</c>: checks an input as <c>run</c> does, and estimates the price of a run. Nothing is submitted.</summary>
internal static class InputCheckCommand
{
    internal static Command Build(ToolHost host)
    {
        var target = new CallTarget();
        var inputs = new InputOptions();
        var command = new ToolCommand(
            "check", "Checks an input against its model's rules, and estimates the price of a run. Nothing is submitted.");
        target.AddTo(command, host);
        inputs.AddTo(command, parsed => ModelHelp.ForCompletion(target, parsed, host));
        command.MoreHelp = (parsed, stop) => ModelHelp.LinesAsync(target, parsed, host, stop);
        return command.Reporting(host, async (parsed, stop) =>
        {
            var id = target.ModelOf(parsed);
            var models = target.FolderModelsOf(parsed, host);

            // First, check the input against the folder alone, because that needs neither a network nor a token.
            return models.Find(id, stop) is { } known && FaultsOf(known, inputs.Read(parsed, known, host)) is { Count: > 0 } faults
                ? Refused(id, faults)
                : await WithPriceAsync(id, models, parsed, stop).ConfigureAwait(false);
        });

        async Task<Report> WithPriceAsync(string id, FolderModels models, ParseResult parsed, CancellationToken stop)
        {
            var (known, chosen) = (models.Find(id, stop), target.ServiceOf(parsed, host));
            if (known is not null)
            {
                await RetirementNotice.WriteAsync(known, host).ConfigureAwait(false);
            }

            try
            {
                var service = await CalledService.AtAsync(chosen, host, stop).ConfigureAwait(false);
                await using (service.ConfigureAwait(false))
                {
                    var catalogue = new CatalogueModels(service.Client, host);
                    var entry = await catalogue.ReadAsync(id, models, stop).ConfigureAwait(false);
                    var model = known ?? catalogue.Make(entry);
                    var draft = inputs.Read(parsed, model, host);
                    if (FaultsOf(model, draft) is { Count: > 0 } faults)
                    {
                        return Refused(id, faults);
                    }

                    var written = InputCheck.Run(model, draft.Input).Written;
                    var price = PriceReport.Of(
                        PriceEstimate.Of(service.Client.Profile, id, entry, model, written.Span), entry, model, draft.Input);
                    return Accepted(id, price.Summary) with { Findings = price.Findings, Facts = price.Facts };
                }
            }
            catch (ToolException exception) when (known is not null && exception.Exit != ExitCode.Stopped)
            {
                return Accepted(id, $"The price could not be read: {exception.Message}");
            }
        }
    }

    private static IReadOnlyList<Finding> FaultsOf(CallableModel model, InputDraft draft) =>
        [.. draft.Faults, .. InputCheck.Run(model, draft.Input).Faults];

    private static Report Refused(string id, IReadOnlyList<Finding> faults) =>
        new("check", $"Check of {id}", faults, $"{id} does not accept this input.", ExitCode.Findings);

    private static Report Accepted(string id, string price) =>
        new("check", $"Check of {id}", [], $"{id} accepts this input. {price}", ExitCode.Fine) { IsAnswer = true };
}
