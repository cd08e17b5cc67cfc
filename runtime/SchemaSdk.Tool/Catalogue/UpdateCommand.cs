using System.CommandLine;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Configuration;
using SchemaSdk.Tool.SchemaFolders.Locking;
using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Catalogue;

/// <summary><c>schemasdk update</c>: updates the models in the folder from the catalogue.</summary>
internal static class UpdateCommand
{
    internal static Command Build(ToolHost host)
    {
        var all = new Option<bool>("--all") { Description = "Also add the models that are new in the catalogue." };
        var facts = new Option<bool>("--facts")
        {
            Description = "Reduce the schemas to names, types, limits, enums and short defaults. Omit descriptions and other prose.",
        };
        var options = new TakingOptions(isAll: true);
        var command = new Command("update", "Updates the models in the folder from the catalogue of their service.")
        {
            all, facts,
        };
        options.AddTo(command);
        return command.Reporting(host, (parsed, stop) =>
        {
            var takesNew = parsed.GetValue(all);
            var folders = options.ReadAll(parsed, host);
            return FolderReports.JoinAllAsync(host, "update", takesNew ? folders : UpdatedFolders.OrAll(folders), folder =>
            {
                var settings = options.Read("update", parsed, folder, parsed.GetValue(facts));
                return RunAsync(host, settings, takesNew || folder.Settings.All, stop);
            });
        });
    }

    /// <summary>Updates the models in one folder of schemas.</summary>
    /// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
    /// <param name="settings">The settings of the command.</param>
    /// <param name="takesNew">True to add the models that are new in the catalogue.</param>
    /// <param name="stop">Stops the reads.</param>
    /// <exception cref="ToolException">The catalogue or the folder cannot be used. Nothing was changed.</exception>
    internal static Task<Report> RunAsync(ToolHost host, TakingSettings settings, bool takesNew, CancellationToken stop) =>
        TakingRun.RunAsync(host, settings, stop, (reads, locked) => ReadAsync(reads, locked, settings, takesNew, stop));

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
                $"No model in {settings.Folder.Path} comes from {reads.Source}. Add models with 'schemasdk add', or use --all, "
                + "--address or --folder.");
        }

        var models = new List<CatalogueModel>();
        int? whole = null;
        if (takesNew || reads.IsShort)
        {
            models = await reads.ListAsync(search: null, stop).ConfigureAwait(false);
            whole = models.Count;
        }

        var gone = mine.Except(models.Select(model => model.Entry.Id)).ToHashSet(StringComparer.Ordinal);

        // Asks for each missing model, because a list that changes while its pages are read may skip a model.
        if (whole is null || !reads.ListsAll || gone.Any(id => locked.Models[id].Retirement is null))
        {
            var read = await reads.FindAsync([.. gone.Order(StringComparer.Ordinal)], stop).ConfigureAwait(false);

            // The service may also return models that were not asked for, such as a renamed model under its new id.
            models.AddRange(read.Where(model => gone.Remove(model.Entry.Id)));
        }

        return new TakenModels([.. models.Where(model => IsTaken(model.Entry.Id))])
        {
            WholeCatalogue = whole,
            Gone = [.. gone.Order(StringComparer.Ordinal)],
        };

        // A removed model that reappears in the catalogue counts as new, so it must match the patterns of the folder.
        bool IsTaken(string id) => (mine.Contains(id) && !locked.Models[id].IsRemoved)
            || ((mine.Contains(id) || takesNew) && settings.Folder.Settings.Includes(id));
    }
}
