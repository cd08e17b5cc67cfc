using SchemaSdk.CompilerServices;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>The endpoint of the model that the cells run.</summary>
internal sealed class MatrixModel(ModelClient client, ModelInfo info) : ValueEndpoint<TextToVideoInput, TextToVideoOutput>(client)
{
    public override ModelInfo Info => info;
}
