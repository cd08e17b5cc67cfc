using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.SchemaFolders.Ids;
using SchemaSdk.Tool.Services;
using SchemaSdk.Tool.Services.Known;

namespace SchemaSdk.Tool.Calling;

/// <summary>Reads the catalogue of a service. Any failure ends the command.</summary>
internal sealed class CatalogueReads(CatalogueClient client, ToolHost host)
{
    // The limit for all schemas together: fifty times the total of the largest known catalogue.
    private const long MostCharacters = 64L << 20;

    private readonly IServiceCatalogue _catalogue = ServiceCatalogues.Of(client);

    internal string Source => _catalogue.Source;

    /// <summary>The output schema that the service documents for all of its models; null if each model has its own.</summary>
    internal string? DocumentedOutput => _catalogue.DocumentedOutput;

    /// <summary>True if reading the whole catalogue takes about as long as reading a few models.</summary>
    internal bool IsShort => _catalogue.IsShort;

    /// <summary>True if the service's list of models contains every model that can be read by its id.</summary>
    internal bool ListsAll => _catalogue.ListsAll;

    /// <summary>Reads the models with these ids, and fails if one of them is missing.</summary>
    /// <exception cref="ToolException">A call failed, or the service does not have one of the models.</exception>
    internal Task<List<CatalogueModel>> GetAsync(IReadOnlyList<string> ids, CancellationToken stop) =>
        host.Console.WatchAsync("Reading the catalogue", progress => ReadAsync(async () =>
        {
            var models = new List<CatalogueModel>();
            foreach (var id in ids)
            {
                progress.Report(id);
                var model = await _catalogue.GetAsync(id, stop).ConfigureAwait(false) ?? throw new ToolException(
                    ExitCode.Service, $"The catalogue of {client.Profile.Names.Name} has no model '{id}'. Nothing was changed.");
                if (model.Entry.Id != id)
                {
                    throw new ToolException(
                        ExitCode.Service,
                        $"The service returned the model '{ModelIdFault.Cut(model.Entry.Id)}' instead of {id}. Nothing was changed.");
                }

                models.Add(model);
            }

            return models;
        }));

    /// <summary>Reads the models with these ids. Skips a model that the service does not offer.</summary>
    /// <exception cref="ToolException">A call failed, or the schemas are too large.</exception>
    internal Task<List<CatalogueModel>> FindAsync(IReadOnlyList<string> ids, CancellationToken stop) =>
        CollectAsync(() => _catalogue.FindAsync(ids, stop));

    /// <summary>Reads all models, or only the models that match a search.</summary>
    /// <exception cref="ToolException">A call failed, or the catalogue is too large.</exception>
    internal Task<List<CatalogueModel>> ListAsync(string? search, CancellationToken stop) =>
        CollectAsync(() => _catalogue.ListAsync(search, stop));

    private Task<List<CatalogueModel>> CollectAsync(Func<IAsyncEnumerable<CatalogueModel>> list) =>
        host.Console.WatchAsync("Reading the catalogue", progress => ReadAsync(async () =>
        {
            var models = new List<CatalogueModel>();
            var characters = 0L;
            await foreach (var model in list().ConfigureAwait(false))
            {
                models.Add(model);
                characters += (model.Entry.InputSchema?.Length ?? 0) + (model.OutputSchema?.Length ?? 0);
                if (characters > MostCharacters)
                {
                    throw new ToolException(
                        ExitCode.Service,
                        $"The schemas of the first {models.Count} models in the catalogue have more than {MostCharacters} characters in "
                        + "total. Nothing was changed. Add models by their ids, or narrow the search.");
                }

                progress.Report($"{models.Count} models");
            }

            return models;
        }));

    private static async Task<T> ReadAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new ToolException(ExitCode.WrongUsage, $"{exception.Message} Nothing was changed.", exception);
        }
        catch (ModelConfigurationException exception)
        {
            // The client's message names an option that this tool does not have.
            const string InCode = $"{nameof(ModelClientOptions)}.{nameof(ModelClientOptions.ApiToken)} or ";
            throw new ToolException(ExitCode.WrongUsage, exception.Message.Replace(InCode, "", StringComparison.Ordinal), exception);
        }
        catch (ModelException exception)
        {
            throw new ToolException(ExitCode.Service, $"{exception.Message} Nothing was changed.", exception);
        }
    }
}
