using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Problems;

namespace SchemaSdk.Schemas.Compiling;

/// <summary>
/// The result of compiling a project: its clients with the names of their models, the models that get code, and the problems found.
/// </summary>
internal sealed record CompiledProject(ProjectClients Clients, IReadOnlyList<EndpointModel> Models, IReadOnlyList<Problem> Problems);
