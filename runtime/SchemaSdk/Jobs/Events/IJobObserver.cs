namespace SchemaSdk.Jobs.Events;

/// <summary>Hears what happens to the jobs of a client: of each job one event after the other, in their order.</summary>
internal interface IJobObserver
{
    /// <summary>Hears what has happened. What it throws is logged, and costs neither the id nor the result.</summary>
    void Heard(in JobEvent told);
}
