namespace SchemaSdk.Services;

/// <summary>The catalogue of a service. The entry of a model is at the address to which inputs of the model are posted.</summary>
internal abstract class CatalogProfile
{
    internal abstract int MostModels { get; }

    internal abstract Uri ModelsAddress(Uri service, string? search, int offset);

    /// <summary>Reads the entry of one model; null if the body is not an entry.</summary>
    internal abstract ModelCatalogEntry? ReadModel(ReadOnlyMemory<byte> body);

    /// <summary>Reads a page of the catalogue; null if the body is not a page.</summary>
    internal abstract CatalogPage? ReadModels(ReadOnlyMemory<byte> body);
}

// Total: the number of entries in the whole catalogue; null if the service does not say.
internal sealed record CatalogPage(IReadOnlyList<ModelCatalogEntry> Models, long? Total);
