using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Import.Fetching;
using SchemaSdk.Tool.Import.Pages;
using SchemaSdk.Tool.SchemaFolders.Changing;

namespace SchemaSdk.Tool.Import;

/// <summary>Reads a page, finds the model on it, and writes its schemas to the folder.</summary>
/// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
internal sealed class ImportRun(ToolHost host)
{
    internal async Task<Report> RunAsync(ImportSettings settings, CancellationToken stop)
    {
        var model = await host.Console
            .WatchAsync("Reading the page", async _ =>
            {
                var file = await ReadAsync(settings.Page, stop).ConfigureAwait(false);
                var path = PageAddress.Of(settings.Page) is null ? host.PathOf(settings.Page) : null;
                return await Task.Run(() => new PageModel(file.Name, PageReading.Read(file, settings.Format), path).Find(settings), stop)
                    .ConfigureAwait(false);
            })
            .ConfigureAwait(false);
        var schemas = new[] { model.Input, model.Output }.OfType<PlacedSchema>().ToList();
        return SchemaPlacing.Run("import", host, settings.Folder, model.Id, schemas, settings.Overwrites, WarningsOf(model, settings));
    }

    private async Task<PageFile> ReadAsync(string typed, CancellationToken stop) => PageAddress.Of(typed) is { } address
        ? await new PageFetch(host).GetAsync(address, stop).ConfigureAwait(false)
        : new PageFile(typed, await LocalFile.ReadAsync(typed, host.PathOf(typed), PageFile.MostBytes, stop).ConfigureAwait(false));

    private static IEnumerable<Finding> WarningsOf(ImportedModel model, ImportSettings settings)
    {
        foreach (var (file, reference) in model.Lost)
        {
            yield return new Finding(
                "lost-reference",
                FindingLevel.Warning,
                $"{model.Id}/{file} refers to '{reference}', which is not in the document. The C# type of the missing part "
                + "is JsonElement until a patch describes that part.")
            {
                Model = model.Id,
            };
        }

        if (model.Output is null && !new SchemaPaths(settings.Folder).HasOutput(model.Id))
        {
            yield return new Finding(
                "no-output",
                FindingLevel.Warning,
                $"No output schema was imported, and neither {model.Id} nor a folder above it has an output.json. Write one, or make one "
                + "from recorded answers with 'schemasdk infer'.")
            {
                Model = model.Id,
            };
        }
    }
}
