namespace SchemaSdk.Tests.Bench;

/// <summary>A base class for tests, each of which has its own stage.</summary>
public abstract class StageTest : IDisposable
{
    private protected StageTest(Stage stage) => Stage = stage;

    private protected Stage Stage { get; }

    public void Dispose()
    {
        Stage.Dispose();
        GC.SuppressFinalize(this);
    }
}
