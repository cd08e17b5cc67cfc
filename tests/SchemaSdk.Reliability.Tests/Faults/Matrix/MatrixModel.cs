using SchemaSdk.CompilerServices;
using SchemaSdk.RunComfy.Models.Kling.KlingVideoO3.Pro;

namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>The endpoint of the model that all cells of the fault matrix run.</summary>
internal sealed class MatrixModel(ModelClient client, ModelInfo info) : ValueEndpoint<ReferenceToVideoInput, ReferenceToVideoOutput>(client)
{
    public override ModelInfo Info => info;
}
