using SchemaSdk.Pipeline.Retrying;
using SchemaSdk.Submitting;

namespace SchemaSdk.Jobs;

/// <summary>A call that submits a job.</summary>
/// <param name="ModelId">The model that is to run.</param>
/// <param name="Model">What the client knows of the model; null: nothing.</param>
/// <param name="Input">The input, as it is sent.</param>
/// <param name="Options">The options of the call; null: those of the client.</param>
/// <param name="Start">When the call was made, as a timestamp of the client's clock.</param>
/// <param name="Timeout">The timeout of the job.</param>
internal sealed record JobCall(
    string ModelId, ModelInfo? Model, WrittenInput Input, RunOptions? Options, long Start, TimeSpan Timeout)
{
    internal bool IsOfWorker => Options?.IsOfWorker == true;

    /// <summary>The rest of its timeout; zero when that is over.</summary>
    internal TimeSpan Left(TimeProvider time) => JobDeadline.AtLeastZero(Timeout - time.GetElapsedTime(Start));
}
