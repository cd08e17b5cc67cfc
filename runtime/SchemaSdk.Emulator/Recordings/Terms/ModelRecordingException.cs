namespace SchemaSdk.Emulation;

/// <summary>
/// Thrown if a <see cref="ModelRecording"/> could not record a job that ran, or if it did not send a request, for example because no
/// recording has the input of the job. The client does not retry the request. If a job ran, <see cref="ModelException.RequestId"/> is the
/// id of that job. If another job with the same input is still being recorded, it is the id of the other job.
/// </summary>
public sealed class ModelRecordingException : ModelException
{
    /// <summary>Creates an exception with the default message.</summary>
    public ModelRecordingException() => IsVeto = true;

    /// <summary>Creates an exception with a message.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public ModelRecordingException(string? message)
        : base(message) => IsVeto = true;

    /// <summary>Creates an exception with a message and an inner exception.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The inner exception.</param>
    public ModelRecordingException(string? message, Exception? innerException)
        : base(message, innerException) => IsVeto = true;

    /// <summary>
    /// The name of the file with the nearest recording, if no recording has the input of the job. The nearest recording is that of the same
    /// model with the fewest differences in its input. Null for other failures, and if the model has no recording.
    /// </summary>
    public string? NearestFile { get; init; }

    /// <summary>
    /// The first 100 differences between the input of the job and the input in <see cref="NearestFile"/>, in the order of their JSON
    /// pointers. Empty if <see cref="NearestFile"/> is null.
    /// </summary>
    public IReadOnlyList<RecordingDifference> Differences { get; init; } = [];

    internal override bool IsOfInput => IsMiss;

    /// <summary>True if no recording has the input and the input cannot be sent, so that a retry fails too.</summary>
    internal bool IsMiss { get; init; }
}
