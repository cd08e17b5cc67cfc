using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Tool.Import.Pages;

/// <summary>A JSON object that stands on a page.</summary>
/// <param name="Written">The text of it, as it stands there.</param>
/// <param name="Json">The same, read.</param>
/// <param name="Line">The line of the page on which it begins.</param>
internal sealed record PageObject(string Written, JsonObject Json, int Line);
