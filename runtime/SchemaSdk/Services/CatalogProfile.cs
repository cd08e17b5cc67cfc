namespace SchemaSdk.Services;

/// <summary>The catalogue of a service: where it is, and how its bodies are read.</summary>
internal abstract class CatalogProfile
{
    /// <summary>The most entries that the service returns at once.</summary>
    internal abstract int MostModels { get; }

    /// <summary>The address of one model's entry.</summary>
    /// <exception cref="ArgumentException">The id could lead to another path of the service.</exception>
    internal abstract Uri ModelAddress(Uri service, string modelId);

    /// <param name="service">The base address.</param>
    /// <param name="search">The text to search for; null or empty: everything.</param>
    /// <param name="offset">How many entries come before the page.</param>
    internal abstract Uri ModelsAddress(Uri service, string? search, int offset);

    /// <summary>Returns the kind of a body, for a read of the catalogue.</summary>
    /// <param name="body">The body.</param>
    /// <param name="isRead">True if the content could be read from it.</param>
    internal abstract BodyKind KindOf(ServiceBody? body, bool isRead);

    /// <summary>Reads the answer about one model; null if the body is another answer.</summary>
    internal abstract ModelCatalogEntry? ReadModel(ReadOnlyMemory<byte> body);

    /// <summary>Reads a page of the catalogue; null if the body is another answer.</summary>
    internal abstract CatalogPage? ReadModels(ReadOnlyMemory<byte> body);
}
