using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Problems;

namespace SchemaSdk.Schemas.Compiling;

/// <summary>The result of compiling a project: all model ids with their names, the models that get code, and the problems found.</summary>
internal sealed record CompiledProject(ModelTree Tree, IReadOnlyList<EndpointModel> Models, IReadOnlyList<Problem> Problems);
