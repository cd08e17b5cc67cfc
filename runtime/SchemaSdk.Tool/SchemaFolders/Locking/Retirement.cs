using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.SchemaFolders.Locking;

/// <summary>A model is gone from the catalogue.</summary>
/// <param name="Since">The date on which that was seen.</param>
/// <param name="Stage">What a caller of it gets: <c>warn</c>, <c>error</c>, or nothing any more, because it is <c>removed</c>.</param>
internal sealed record Retirement(string Since, string Stage)
{
    /// <summary>The stage that every retirement begins with.</summary>
    internal const string Warn = "warn";

    /// <summary>The stage at which code that uses the model no longer compiles.</summary>
    internal const string Error = "error";

    /// <summary>The stage at which the model has no files any more.</summary>
    internal const string Removed = "removed";

    /// <summary>The first version of this stage; null if none was made yet.</summary>
    internal string? Version { get; init; }

    /// <summary>Gives the stage in a version that is about to be made.</summary>
    /// <param name="version">That version.</param>
    /// <param name="released">The last version that people have; null if they have all that stages were written for.</param>
    /// <returns>The next stage if people had this one for a minor version, else this one.</returns>
    internal Retirement In(ReleaseVersion version, ReleaseVersion? released)
    {
        if (Stage == Removed)
        {
            return this;
        }

        var first = Version is null ? null : ReleaseVersion.Parse(Version);
        if (first is null || (released is not null && first.CompareTo(released) > 0))
        {
            // Nobody has this stage yet, so that this version is the first one with it.
            return this with { Version = version.ToString() };
        }

        return version.IsLaterMinorThan(first)
            ? this with { Stage = Stage == Warn ? Error : Removed, Version = version.ToString() }
            : this;
    }
}
