namespace SchemaSdk.Reliability.Tests.StateMachine.Play;

/// <summary>One submit of a scenario, and everything that follows from it.</summary>
internal sealed class Slot(string modelId, CallModel model, RunOptions options)
{
    public string ModelId => modelId;

    public CallModel Model => model;

    public RunOptions Options => options;

    /// <summary>The call that started the job; null if the scenario only attached to it.</summary>
    public Call? Start { get; set; }
}
