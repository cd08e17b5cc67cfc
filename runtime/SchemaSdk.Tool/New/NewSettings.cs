using SchemaSdk.Tool.New.Templates;

namespace SchemaSdk.Tool.New;

/// <summary>The folder that was asked for.</summary>
/// <param name="Output">The folder to make, as it was typed.</param>
/// <param name="Values">The values of its templates.</param>
internal sealed record NewSettings(string Output, TemplateValues Values);
