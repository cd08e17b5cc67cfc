using System.CommandLine;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.SchemaFolders.Locking;

namespace SchemaSdk.Tool.Catalogue;

/// <summary><c>schemasdk update</c>: brings the models that were taken before to what the catalogue says now.</summary>
internal static class UpdateCommand
{
    internal static Command Build(ToolHost host)
    {
        var all = new Option<bool>("--all") { Description = "Take the models that are new in the catalogue as well." };
        var facts = new Option<bool>("--facts")
        {
            Description = "Keep names, types, limits, enums and short defaults, and drop the prose of the service.",
        };
        var options = new TakingOptions();
        var command = new Command("update", "Brings the models that were taken before to what the catalogue of their service says now.")
        {
            all, facts,
        };
        options.AddTo(command);
        return command.Reporting(host, (parsed, stop) =>
        {
            var settings = options.Read("update", parsed, host, parsed.GetValue(facts));
            return TakingRun.RunAsync(
                host, settings, stop, (reads, locked) => ReadAsync(reads, locked, settings, parsed.GetValue(all), stop));
        });
    }

    private static async Task<TakenModels> ReadAsync(
        CatalogueReads reads, SchemaLock locked, TakingSettings settings, bool takesNew, CancellationToken stop)
    {
        var mine = locked.Models
            .Where(model => model.Value.Source == reads.Source)
            .Select(model => model.Key)
            .ToHashSet(StringComparer.Ordinal);
        if (mine.Count == 0 && !takesNew)
        {
            throw new ToolException(
                ExitCode.WrongUsage,
                $"No model in {settings.Folder} was taken from {reads.Source}. Take some with 'schemasdk add', or give --all, "
                + "--service or --folder.");
        }

        var entries = await reads.ListAsync(search: null, stop).ConfigureAwait(false);
        var there = entries.Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);
        return new TakenModels([.. entries.Where(entry => takesNew || mine.Contains(entry.Id))])
        {
            WholeCatalogue = entries.Count,
            Gone = [.. mine.Where(id => !there.Contains(id)).Order(StringComparer.Ordinal)],
        };
    }
}
