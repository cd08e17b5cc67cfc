namespace SchemaSdk.Tests.Bench;

/// <summary>For what only Linux has.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactOnLinuxAttribute : FactAttribute
{
    public FactOnLinuxAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "This system has no named pipes in folders, no device that is always full, and no shell and file locks of Linux.";
        }
    }
}
