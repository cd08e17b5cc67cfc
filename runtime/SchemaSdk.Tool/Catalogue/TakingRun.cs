using System.Globalization;
using System.Text.Json.Nodes;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.SchemaFolders.Changing;
using SchemaSdk.Tool.SchemaFolders.Locking;
using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Catalogue;

/// <summary>Downloads models from the catalogue, updates the schemas in the folder, and then writes the lock file.</summary>
internal static class TakingRun
{
    /// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
    /// <param name="settings">The settings of the command.</param>
    /// <param name="stop">Cancels the lookup of the host name.</param>
    /// <param name="read">Reads the models to add or update.</param>
    internal static async Task<Report> RunAsync(
        ToolHost host, TakingSettings settings, CancellationToken stop, Func<CatalogueReads, SchemaLock, Task<TakenModels>> read)
    {
        using var folder = ChangedFolder.Open(settings.Folder.Path, host);
        var locked = folder.Locked;
        var path = folder.Paths.Lock;
        var service = ServiceChoice.InLock(settings.Service, path, File.Exists(path) ? locked : null);
        var original = settings.Source is { } typed ? CatalogueClient.SourceOf(service.Profile, typed, "--source") : null;
        var client = await CatalogueClient.OpenAsync(service, host, stop).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            var reads = new CatalogueReads(client, host);
            var source = original ?? reads.Source;
            var models = await read(reads, locked).ConfigureAwait(false);
            if (!settings.AcceptsShrink)
            {
                Shrinking.Refuse(source, models, locked);
            }

            var taking = new SchemaTaking(folder, source, host.Time.GetUtcNow());
            foreach (var model in models.Models.OrderBy(model => model.Entry.Id, StringComparer.Ordinal))
            {
                taking.Take(model, settings.IsFacts, settings.Overwrites);
            }

            foreach (var id in models.Gone)
            {
                taking.Retire(id);
            }

            // The documented output schema applies only to the service's own models. With --address or --source, the catalogue may be a
            // copy with other models.
            var usual = CatalogueClient.UsualSourceOf(service.Profile);
            string[] documented = settings is { Service.Address: null, Source: null } ? [usual, source] : [usual];
            var findings = taking.Findings.Concat(AddOutput(folder, reads.DocumentedOutput, documented)).ToList();
            if (models.WholeCatalogue is { } count)
            {
                locked.Count(source, count);
            }

            findings.AddRange(folder.Commit(service.Name));
            return ReportOf(settings.Command, source, findings, taking.Unchanged);
        }
    }

    // documented: the sources whose models have this output schema.
    private static IEnumerable<Finding> AddOutput(ChangedFolder folder, string? output, string[] documented)
    {
        var paths = folder.Paths;
        if (output is null || !folder.Locked.Models.Any(model =>
            !model.Value.IsRemoved && documented.Contains(model.Value.Source) && !paths.HasOutput(model.Key)))
        {
            return [];
        }

        folder.Files.Put(paths.Output, output);
        return [new Finding("added", FindingLevel.Note, "output.json: the output schema that the service documents for all models")];
    }

    private static Report ReportOf(string command, string source, List<Finding> findings, int unchanged)
    {
        var counts = findings
            .GroupBy(finding => finding.Rule, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(finding => finding.Model is not null), StringComparer.Ordinal);
        counts["unchanged"] = unchanged;
        var text = string.Join(", ", counts
            .Where(count => count.Value > 0)
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {count.Key}")));
        var exit = findings.Exists(finding => finding.Level == FindingLevel.Error) ? ExitCode.Findings : ExitCode.Fine;
        return new Report(command, $"Schemas of {source}", findings, text.Length == 0 ? "No model was found." : $"Models: {text}.", exit)
        {
            Facts = new JsonObject(counts.Select(count => KeyValuePair.Create(count.Key, (JsonNode?)count.Value))) { ["source"] = source },
        };
    }
}
