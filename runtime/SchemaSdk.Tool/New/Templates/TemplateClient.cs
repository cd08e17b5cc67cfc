namespace SchemaSdk.Tool.New.Templates;

/// <summary>A client in a new folder. Each client has its own project.</summary>
/// <param name="Project">The name of the project and of its folder.</param>
/// <param name="Namespace">The namespace of the client.</param>
/// <param name="Name">The name of the client class.</param>
internal sealed record TemplateClient(string Project, string Namespace, string Name);
