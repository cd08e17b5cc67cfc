using System.CommandLine;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.SchemaFolders.Ids;

namespace SchemaSdk.Tool.Catalogue;

/// <summary><c>schemasdk add</c>: adds models from the catalogue of a service.</summary>
internal static class AddCommand
{
    internal static Command Build(ToolHost host)
    {
        var ids = new Argument<string[]>("model id")
        {
            Description = "The ids of the models to add, such as kling/kling-3.0/pro/text-to-video.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var search = new Option<string?>("--search")
        {
            Description = "Search the catalogue for this text, and add the models that match.",
            HelpName = "text",
        };
        var all = new Option<bool>("--all") { Description = "Add every model in the catalogue." };
        var facts = new Option<bool>("--facts")
        {
            Description = "Reduce the schemas to names, types, limits, enums and short defaults. Omit descriptions and other prose.",
        };
        var source = new Option<string?>("--source")
        {
            Description = "The address to record in the lock file, if --address points to a copy of the catalogue.",
            HelpName = "url",
        };
        GivenAddress.Validate(source);
        var options = new TakingOptions(isAll: false);
        var command = new ToolCommand("add", "Adds models from the catalogue of a service to the folder of schemas.")
        {
            ids, search, all, facts, source,
        };
        options.AddTo(command);
        command.Check = result =>
        {
            bool[] ways = [result.GetValue(ids) is { Length: > 0 }, result.GetValue(search) is not null, result.GetValue(all)];
            if (ways.Count(static isGiven => isGiven) != 1)
            {
                result.AddError("Give model ids, --search with a search term, or --all.");
            }

            foreach (var id in result.GetValue(ids) ?? [])
            {
                if (ModelIdFault.Of(id) is { } fault)
                {
                    result.AddError($"'{id}' is not a valid model id: it {fault}.");
                }
            }
        };
        return command.Reporting(host, (parsed, stop) =>
        {
            var original = GivenAddress.Read(parsed, source);
            var folder = options.ReadOne(parsed, host);
            return TakingRun.RunAsync(
                host,
                options.Read("add", parsed, folder, parsed.GetValue(facts)) with { Source = original },
                stop,
                async (reads, _) =>
                {
                    if (parsed.GetValue(ids) is { Length: > 0 } typed)
                    {
                        return await GetAsync(reads, typed, stop).ConfigureAwait(false);
                    }

                    var found = parsed.GetValue(search) is { } text
                        ? await FindAsync(reads, text, stop).ConfigureAwait(false)
                        : await ReadAllAsync(reads, isCopy: original is not null, stop).ConfigureAwait(false);
                    return found.Only(folder.Settings.Includes);
                });
        });
    }

    private static async Task<TakenModels> ReadAllAsync(CatalogueReads reads, bool isCopy, CancellationToken stop)
    {
        var models = await reads.ListAsync(search: null, stop).ConfigureAwait(false);

        // The size of a copy says nothing about the size of the original catalogue.
        return new TakenModels(models) { WholeCatalogue = isCopy ? null : models.Count };
    }

    private static async Task<TakenModels> FindAsync(CatalogueReads reads, string text, CancellationToken stop) =>
        new(await reads.ListAsync(text, stop).ConfigureAwait(false));

    private static async Task<TakenModels> GetAsync(CatalogueReads reads, string[] ids, CancellationToken stop) =>
        new(await reads.GetAsync([.. ids.Distinct(StringComparer.Ordinal)], stop).ConfigureAwait(false));
}
