using System.Diagnostics;

namespace SchemaSdk.Tests.Bench;

/// <summary>A fact about a process that mounts a disk of its own. Linux lets it, unless a container or the machine forbids it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithMountsAttribute : FactAttribute
{
    private static readonly Lazy<string?> Missing = new(static () =>
    {
        if (!OperatingSystem.IsLinux())
        {
            return "This system is not Linux, where a process can mount a disk of its own.";
        }

        using var unshare = Process.Start("/bin/sh", ["-c", "unshare -rm true 2>/dev/null"]);
        unshare.WaitForExit();
        return unshare.ExitCode == 0 ? null : "This machine lets no process mount a disk of its own ('unshare -rm true' fails).";
    });

    public FactWithMountsAttribute() => Skip = Missing.Value;
}
