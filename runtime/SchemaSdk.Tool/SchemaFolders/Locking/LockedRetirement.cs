using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.SchemaFolders.Locking;

/// <summary>The retirement of a model that has disappeared from the catalogue.</summary>
/// <param name="Since">The date on which the disappearance was noticed.</param>
/// <param name="Stage">The stage: callers get a warning (<c>warn</c>) or an error (<c>error</c>), or the model is <c>removed</c>.</param>
internal sealed record LockedRetirement(string Since, string Stage)
{
    /// <summary>The first stage: code that uses the model gets a compiler warning.</summary>
    internal const string Warn = "warn";

    /// <summary>The second stage: code that uses the model does not compile.</summary>
    internal const string Error = "error";

    /// <summary>The last stage, in which the model's files are deleted.</summary>
    internal const string Removed = "removed";

    /// <summary>The first version that has this stage; null if no version has it yet.</summary>
    internal string? Version { get; init; }

    /// <summary>Returns the retirement with the stage that is due in the next version.</summary>
    /// <param name="version">The next version.</param>
    /// <param name="released">The last released version; null to regard every version in the lock file as released.</param>
    /// <returns>
    /// The next stage if the current stage was released and the version is a later minor or major version; otherwise the current stage.
    /// </returns>
    internal LockedRetirement In(ReleaseVersion version, ReleaseVersion? released)
    {
        var first = Version is null ? null : ReleaseVersion.Parse(Version);
        if (first is null || (released is not null && first.CompareTo(released) > 0))
        {
            // The stage has not been released yet, so the next version is its first version.
            return this with { Version = version.ToString() };
        }

        // A patch release, even of a later minor version, must not start a new stage.
        return Stage != Removed && version.Patch == 0 && version.IsLaterMinorThan(first)
            ? this with { Stage = Stage == Warn ? Error : Removed, Version = version.ToString() }
            : this;
    }
}
