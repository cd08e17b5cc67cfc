namespace SchemaSdk.Reliability.Tests.StateMachine.Play;

/// <summary>One submit of a scenario, and all that follows from it.</summary>
internal sealed class Slot(string modelId, CallModel model, RunOptions options)
{
    public string ModelId => modelId;

    public CallModel Model => model;

    public RunOptions Options => options;

    /// <summary>The run or the submit; null if the job was only attached to.</summary>
    public Call? Start { get; set; }
}
