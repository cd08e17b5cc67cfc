namespace SchemaSdk.Tool.New.Templates;

/// <summary>The values that are filled into the templates of a new folder.</summary>
/// <param name="Solution">The name of the solution.</param>
/// <param name="Framework">The target framework of all projects, such as <c>net8.0</c>.</param>
/// <param name="Version">The version of the SchemaSdk packages.</param>
/// <param name="Clients">The clients, at least one.</param>
internal sealed record TemplateValues(string Solution, string Framework, string Version, IReadOnlyList<TemplateClient> Clients);
