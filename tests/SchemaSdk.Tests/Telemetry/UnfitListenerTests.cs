using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace SchemaSdk.Tests.Telemetry;

/// <summary>Tests listeners that throw when they are asked whether they want to listen to this package.</summary>
public class UnfitListenerTests
{
    private static readonly AsyncLocal<bool> IsMine = new();

    [Fact]
    public void A_listener_that_throws_when_it_is_asked_disables_only_the_spans()
    {
        using var spans = new ActivityListener { ShouldListenTo = static _ => Throw() };
        using var meter = new MeterListener { InstrumentPublished = static (_, _) => Throw() };
        ActivitySource.AddActivityListener(spans);
        meter.Start();
        IsMine.Value = true;

        // Loads a second copy of the assembly, whose static members are not initialized yet.
        var context = new AssemblyLoadContext(nameof(UnfitListenerTests), isCollectible: true);
        var instruments = context.LoadFromAssemblyPath(typeof(ModelClient).Assembly.Location).GetType("SchemaSdk.Diagnostics.Instruments")!;
        RuntimeHelpers.RunClassConstructor(instruments.TypeHandle);

        Assert.Null(instruments.GetField("Spans", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null));
        Assert.False((bool)instruments.GetProperty("IsJobListenedTo", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!);
        context.Unload();
    }

    private static bool Throw() => IsMine.Value ? throw new IOException("The disk is full.") : false;
}
