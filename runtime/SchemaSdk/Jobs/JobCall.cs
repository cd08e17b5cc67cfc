using SchemaSdk.Pipeline.Retrying;
using SchemaSdk.Submitting;

namespace SchemaSdk.Jobs;

/// <summary>A call that submits a job.</summary>
// Model is null if the client does not know the model. Start is a timestamp of the client's clock.
internal sealed record JobCall(
    string ModelId, ModelInfo? Model, WrittenInput Input, RunOptions? Options, long Start, TimeSpan Timeout)
{
    internal bool IsOfWorker => Options?.IsOfWorker == true;

    /// <summary>The time left until the timeout; zero once it has passed.</summary>
    internal TimeSpan Left(TimeProvider time) => JobDeadline.AtLeastZero(Timeout - time.GetElapsedTime(Start));
}
