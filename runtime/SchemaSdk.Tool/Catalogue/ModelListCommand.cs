using System.CommandLine;
using System.Text.Json.Nodes;
using SchemaSdk.Services;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Configuration;
using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Catalogue;

/// <summary><c>schemasdk list</c>: lists the models of a catalogue with their base prices. Nothing is written.</summary>
internal static class ModelListCommand
{
    internal static Command Build(ToolHost host)
    {
        var text = new Argument<string?>("text")
        {
            Description = "Search the catalogue for this text, and list the models that match. [default: all]",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var kind = new Option<string?>("--kind")
        {
            Description = "List only this kind of model, such as text-to-video.",
            HelpName = "kind",
        };
        var folder = GivenFolder.Option("The folder of schemas. Its lock file names the service whose models are listed.", isAll: true);
        var service = new GivenService("the folder's lock file");
        var command = new ToolCommand("list", "Lists the models in the catalogue of a service, with their base prices.")
        {
            text, kind,
        };
        folder.AddTo(command);
        service.AddTo(command);
        return command.Reporting(host, async (parsed, stop) =>
        {
            var chosen = ServiceOf(service.Read(parsed), folder.ReadAll(parsed, host));
            var client = await CatalogueClient.OpenAsync(chosen, host, stop).ConfigureAwait(false);
            await using (client.ConfigureAwait(false))
            {
                var models = await new CatalogueReads(client, host).ListAsync(parsed.GetValue(text), stop).ConfigureAwait(false);
                var only = parsed.GetValue(kind);
                return ReportOf(chosen.Name, [
                    .. models.Select(static model => model.Entry)
                        .Where(entry => only is null || entry.Categories.Contains(only, StringComparer.OrdinalIgnoreCase))
                        .OrderBy(static entry => entry.Id, StringComparer.Ordinal),
                ]);
            }
        });
    }

    private static ChosenService ServiceOf(AskedService asked, IReadOnlyList<ConfiguredFolder> folders)
    {
        if (folders.Count > 1 && asked.Profile is { } profile)
        {
            return new ChosenService(profile, asked.Address);
        }

        var services = folders.Select(one => ServiceChoice.InFolder(asked.In(one), one.Path)).Distinct().ToList();
        return services is [var only] ? only : throw new ToolException(
            ExitCode.WrongUsage,
            $"The folders in {ConfigurationFile.Name} belong to several services: "
            + $"{string.Join(", ", services.Select(static one => one.Name))}. Give one service with --service.");
    }

    private static Report ReportOf(string service, IReadOnlyList<ModelCatalogEntry> entries) => new(
        "list",
        $"Models of {service}",
        [.. entries.Select(FindingOf)],
        entries.Count == 0 ? "No model was found." : $"{CountText.Of(entries.Count, "model")}.",
        ExitCode.Fine)
    {
        IsAnswer = true,
        Facts = new JsonObject { ["service"] = service, ["models"] = new JsonArray([.. entries.Select(JsonOf)]) },
    };

    // A long price unit is cut, because TextReport pads every price to the length of the longest one.
    private static Finding FindingOf(ModelCatalogEntry entry) => new(
        entry.BasePriceUsd is { } price ? $"{Dollars.Write(price)}/{HarmlessText.Cut(entry.PriceUnit ?? "?", 40)}" : "no price",
        FindingLevel.Note,
        string.Join("  ", TextsOf(entry).Where(static text => text?.Length > 0)))
    {
        Model = entry.Id,
    };

    private static string?[] TextsOf(ModelCatalogEntry entry) => [entry.Id, entry.DisplayName, string.Join(", ", entry.Categories)];

    private static JsonObject JsonOf(ModelCatalogEntry entry) => new()
    {
        ["id"] = entry.Id,
        ["name"] = entry.DisplayName,
        ["kinds"] = new JsonArray([.. entry.Categories.Select(static category => (JsonNode)category)]),
        ["basePriceUsd"] = entry.BasePriceUsd,
        ["priceUnit"] = entry.PriceUnit,
    };
}
