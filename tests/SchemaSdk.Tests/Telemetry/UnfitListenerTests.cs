using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace SchemaSdk.Tests.Telemetry;

/// <summary>Listeners of the process that throw when they are asked whether they want to hear of this package at all.</summary>
public class UnfitListenerTests
{
    private static readonly AsyncLocal<bool> IsMine = new();

    [Fact]
    public void They_take_no_client_away()
    {
        using var spans = new ActivityListener { ShouldListenTo = static _ => Throw() };
        using var meter = new MeterListener { InstrumentPublished = static (_, _) => Throw() };
        ActivitySource.AddActivityListener(spans);
        meter.Start();
        IsMine.Value = true;

        // The package once more, of which nothing has been made yet.
        var context = new AssemblyLoadContext(nameof(UnfitListenerTests), isCollectible: true);
        var instruments = context.LoadFromAssemblyPath(typeof(ModelClient).Assembly.Location).GetType("SchemaSdk.Diagnostics.Instruments")!;
        RuntimeHelpers.RunClassConstructor(instruments.TypeHandle);

        Assert.Null(instruments.GetField("Spans", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null));
        Assert.False((bool)instruments.GetProperty("IsJobListenedTo", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!);
        context.Unload();
    }

    private static bool Throw() => IsMine.Value ? throw new IOException("The disk is full.") : false;
}
