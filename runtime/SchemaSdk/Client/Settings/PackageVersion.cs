using System.Reflection;

namespace SchemaSdk.Client.Settings;

/// <summary>The version of this package, as sent in requests and telemetry.</summary>
internal static class PackageVersion
{
    /// <summary>The version, such as <c>0.1.0</c>. It has no build metadata.</summary>
    internal static readonly string Text = typeof(PackageVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
