using SchemaSdk.Tool.New.Templates;

namespace SchemaSdk.Tool.New;

/// <summary>The settings of <c>schemasdk new</c>.</summary>
/// <param name="Output">The folder to create, as it was typed.</param>
/// <param name="Values">The values for the templates.</param>
internal sealed record NewSettings(string Output, TemplateValues Values);
