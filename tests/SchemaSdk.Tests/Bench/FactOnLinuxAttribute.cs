namespace SchemaSdk.Tests.Bench;

[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactOnLinuxAttribute : FactAttribute
{
    public FactOnLinuxAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "Needs Linux: named pipes, /dev/full, links, the shell or file locks.";
        }
    }
}
