using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.SchemaFolders.Ids;

namespace SchemaSdk.Tool.Calling;

/// <summary>Reads the catalogue of a service. Any failure ends the command.</summary>
internal sealed class CatalogueReads(CatalogueClient client, ToolHost host)
{
    // Fifty times the size of all schemas of the largest known catalogue.
    private const long MostCharacters = 64L << 20;

    internal string Source => client.Source;

    /// <summary>Reads the entries of the models with these ids.</summary>
    /// <exception cref="ToolException">A call failed, or the service does not have one of the models.</exception>
    internal Task<List<ModelCatalogEntry>> GetAsync(IReadOnlyList<string> ids, CancellationToken stop) =>
        host.Console.WatchAsync("Reading the catalogue", progress => ReadAsync(async () =>
        {
            var entries = new List<ModelCatalogEntry>();
            foreach (var id in ids)
            {
                progress.Report(id);
                var entry = await client.GetModelAsync(id, stop).ConfigureAwait(false);
                if (entry.Id != id)
                {
                    throw new ToolException(
                        ExitCode.Service,
                        $"The service was asked for {id} but returned '{ModelIdFault.Cut(entry.Id)}'. Nothing was changed.");
                }

                entries.Add(entry);
            }

            return entries;
        }));

    /// <summary>Reads all entries, or only those that match a search.</summary>
    /// <exception cref="ToolException">A call failed, or the catalogue is too large.</exception>
    internal Task<List<ModelCatalogEntry>> ListAsync(string? search, CancellationToken stop) =>
        host.Console.WatchAsync("Reading the catalogue", progress => ReadAsync(async () =>
        {
            var entries = new List<ModelCatalogEntry>();
            var characters = 0L;
            await foreach (var entry in client.ListModelsAsync(search, stop).ConfigureAwait(false))
            {
                entries.Add(entry);
                characters += entry.InputSchema?.Length ?? 0;
                if (characters > MostCharacters)
                {
                    throw new ToolException(
                        ExitCode.Service,
                        $"The schemas of the first {entries.Count} models of the catalogue have more than {MostCharacters} characters. "
                        + "Nothing was changed. Add single models, or narrow the search.");
                }

                progress.Report($"{entries.Count} models");
            }

            return entries;
        }));

    private static async Task<T> ReadAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (ModelConfigurationException exception)
        {
            // The message is written for developers, so it also names an option of the client.
            const string InCode = $"{nameof(ModelClientOptions)}.{nameof(ModelClientOptions.ApiToken)} or ";
            throw new ToolException(ExitCode.WrongUsage, exception.Message.Replace(InCode, "", StringComparison.Ordinal), exception);
        }
        catch (ModelException exception)
        {
            throw new ToolException(ExitCode.Service, $"{exception.Message} Nothing was changed.", exception);
        }
    }
}
