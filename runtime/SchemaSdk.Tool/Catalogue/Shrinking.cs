using System.Globalization;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.SchemaFolders.Locking;

namespace SchemaSdk.Tool.Catalogue;

/// <summary>
/// Rejects a catalogue that has lost more models than a service would retire in one night. Such a catalogue is probably broken.
/// </summary>
internal static class Shrinking
{
    // The largest accepted loss is one in this many models.
    private const int Parts = 10;

    // A loss of fewer models is ignored, because a user with few models can lose more than a tenth of them on a normal day.
    private const int Handful = 5;

    private const string Advice = "Nothing was changed. If the models are really gone, use --accept-shrink.";

    /// <exception cref="ToolException">The catalogue lost more than a tenth of its models.</exception>
    internal static void Refuse(string source, TakenModels models, SchemaLock locked)
    {
        var mine = locked.Models.Values.Count(model => model.Source == source && model.Retirement is null);
        var gone = models.Gone.Count(id => locked.Models[id].Retirement is null);
        if (models.WholeCatalogue is { } now)
        {
            RefuseWhole(source, now, mine, gone, locked);
        }

        // A catalogue that renames many models is probably broken, although its total stays the same. So limit the number of lost ids too.
        if (gone >= Handful && IsMuch(gone, mine))
        {
            throw new ToolException(ExitCode.Service, string.Create(
                CultureInfo.InvariantCulture,
                $"More than a tenth of the models from the catalogue of {source} have disappeared from it ({gone} of {mine}). {Advice}"));
        }
    }

    private static void RefuseWhole(string source, int now, int mine, int gone, SchemaLock locked)
    {
        // Without a recorded size of the catalogue, compare the models in the lock file. Handful does not apply, because nothing shows that
        // a small loss is normal.
        var (before, after) = locked.Catalogues.TryGetValue(source, out var counted) ? (counted, now) : (mine, mine - gone);
        if (IsMuch(before - (long)after, before))
        {
            throw new ToolException(ExitCode.Service, string.Create(
                CultureInfo.InvariantCulture,
                $"The catalogue of {source} shrank by more than a tenth, from {before} to {after} models. {Advice}"));
        }
    }

    // Use a long, because ten times a count in an edited lock file can overflow an int.
    private static bool IsMuch(long lost, int before) => lost * Parts > before;
}
