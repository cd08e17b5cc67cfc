using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Problems;

namespace SchemaSdk.Schemas.Compiling;

/// <summary>The models and problems of a project, compiled from all its schema files.</summary>
/// <param name="Tree">All model ids with their names.</param>
/// <param name="Models">The models that get code, in the order of their input files.</param>
/// <param name="Problems">The problems of the files.</param>
internal sealed record CompiledProject(ModelTree Tree, IReadOnlyList<EndpointModel> Models, IReadOnlyList<Problem> Problems);
