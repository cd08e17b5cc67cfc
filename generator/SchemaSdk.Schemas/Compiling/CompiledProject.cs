using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Problems;

namespace SchemaSdk.Schemas.Compiling;

/// <summary>What the schema files of a project say together.</summary>
/// <param name="Tree">All model ids, named.</param>
/// <param name="Models">The models for which there is code, in the order of their input files.</param>
/// <param name="Problems">What is wrong with the files.</param>
internal sealed record CompiledProject(ModelTree Tree, IReadOnlyList<EndpointModel> Models, IReadOnlyList<Problem> Problems);
