namespace SchemaSdk.Tool.Services;

/// <summary>A page of a catalogue.</summary>
/// <param name="Models">The models on the page.</param>
/// <param name="Next">The token to send in the request for the next page; null for the last page.</param>
internal sealed record CataloguePage(IReadOnlyList<CatalogueModel> Models, string? Next);
