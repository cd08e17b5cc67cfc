namespace SchemaSdk.Tool.Services;

/// <summary>The catalogue of a service. A failed call throws one of the client's exceptions.</summary>
internal interface IServiceCatalogue
{
    /// <summary>The address of the catalogue in the form that the lock file records.</summary>
    string Source { get; }

    /// <summary>The output schema that the service documents for all of its models; null if each model has its own.</summary>
    string? DocumentedOutput { get; }

    /// <summary>True if reading the whole catalogue takes about as long as reading a few models.</summary>
    bool IsShort { get; }

    /// <summary>True if the list of all models has every model that can be read by its id.</summary>
    bool ListsAll { get; }

    /// <summary>Reads one model; null if the answer says that the catalogue does not have it.</summary>
    /// <exception cref="ArgumentException">The id is not valid.</exception>
    Task<CatalogueModel?> GetAsync(string id, CancellationToken stop);

    /// <summary>Reads the models with these ids. Skips a model that the service does not offer.</summary>
    IAsyncEnumerable<CatalogueModel> FindAsync(IReadOnlyList<string> ids, CancellationToken stop);

    /// <summary>Reads all models, or only the models that match a search, page by page. Each id is returned once.</summary>
    /// <exception cref="NotSupportedException">The catalogue cannot be searched.</exception>
    IAsyncEnumerable<CatalogueModel> ListAsync(string? search, CancellationToken stop);
}
