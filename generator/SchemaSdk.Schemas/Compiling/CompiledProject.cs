using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Problems;

namespace SchemaSdk.Schemas.Compiling;

/// <summary>The models and problems of a project, as all its schema files together give them.</summary>
/// <param name="Tree">All model ids, named.</param>
/// <param name="Models">The models for which there is code, in the order of their input files.</param>
/// <param name="Problems">The problems of the files.</param>
internal sealed record CompiledProject(ModelTree Tree, IReadOnlyList<EndpointModel> Models, IReadOnlyList<Problem> Problems);
