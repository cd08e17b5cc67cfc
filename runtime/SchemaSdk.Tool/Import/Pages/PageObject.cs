using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Tool.Import.Pages;

/// <summary>A JSON object on a page.</summary>
/// <param name="Written">The text of the object, as it is on the page.</param>
/// <param name="Json">The parsed object.</param>
/// <param name="Line">The line of the page on which the object begins.</param>
internal sealed record PageObject(string Written, JsonObject Json, int Line);
