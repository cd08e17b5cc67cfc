using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Waiting;

/// <summary>Creates stages whose service accepts every job.</summary>
internal static class JobService
{
    /// <summary>Creates a stage whose service gives these answers to polls.</summary>
    public static Stage Polled(params Step[] statuses)
    {
        var stage = Stage.Accepting();
        stage.Script.Status.Does(statuses);
        return stage;
    }

    /// <summary>
    /// Creates a stage whose job has ended at the first poll, and whose service gives these answers to reads of its result.
    /// </summary>
    public static Stage Ended(params Step[] results)
    {
        var stage = Polled(Steps.Status("completed"));
        stage.Script.Result.Does(results);
        return stage;
    }
}
