using System.CommandLine;
using SchemaSdk.Catalog.Prices;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Run.Inputs;

namespace SchemaSdk.Tool.Run.Price;

/// <summary><c>schemasdk price</c>: estimates what a run would cost. Nothing is submitted.</summary>
internal static class PriceCommand
{
    internal static Command Build(ToolHost host)
    {
        var target = new CallTarget();
        var inputs = new InputOptions();
        var command = new ToolCommand(
            "price", "Estimates the cost of a run from the catalogue price, and lists the input members that the estimate does not cover.");
        target.AddTo(command, host);
        inputs.AddTo(command, parsed => ModelHelp.ForCompletion(target, parsed, host));
        command.MoreHelp = (parsed, stop) => ModelHelp.LinesAsync(target, parsed, host, stop);
        return command.Reporting(host, async (parsed, stop) =>
        {
            var id = target.ModelOf(parsed);
            var models = target.FolderModelsOf(parsed, host);
            var service = await CalledService.AtAsync(target.ServiceOf(parsed, host), host, stop).ConfigureAwait(false);
            await using (service.ConfigureAwait(false))
            {
                var catalogue = new CatalogueModels(service.Client, host);
                var entry = await catalogue.ReadAsync(id, models, stop).ConfigureAwait(false);
                var model = models.Find(id, stop) ?? catalogue.Make(entry);
                var draft = inputs.Read(parsed, model, host);
                var (faults, written) = InputCheck.Run(model, draft.Input);
                IReadOnlyList<Finding> all = [.. draft.Faults, .. faults.Where(static fault => !IsOnlyMissing(fault))];
                return all.Count > 0
                    ? PriceReport.Refused(id, all)
                    : PriceReport.Of(
                        PriceEstimate.Of(service.Client.Profile, id, entry, model, written.Span), entry, model, draft.Input);
            }
        });
    }

    // A user may ask for the price before the prompt is written, so missing inputs are ignored.
    private static bool IsOnlyMissing(Finding fault) => fault.Rule == "required";
}
