using System.Globalization;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.SchemaFolders.Locking;

namespace SchemaSdk.Tool.Catalogue;

/// <summary>
/// Rejects a catalogue that has lost more models than a service would retire in one night. Such a catalogue is probably broken.
/// </summary>
internal static class Shrinking
{
    // Up to a tenth of the models may disappear.
    private const int Parts = 10;

    // A user may have only a few models, so several of them may disappear on a normal day. A loss of fewer models than this is accepted,
    // unless the catalogue as a whole shrank.
    private const int Handful = 5;

    private const string Advice = "Nothing was changed. If the models are really gone, give --accept-shrink.";

    /// <exception cref="ToolException">The catalogue lost more than a tenth of its models.</exception>
    internal static void Refuse(string source, TakenModels models, SchemaLock locked)
    {
        var mine = locked.Models.Values.Count(model => model.Source == source && model.Retirement is null);
        var gone = models.Gone.Count(id => locked.Models[id].Retirement is null);
        if (models.WholeCatalogue is { } now)
        {
            RefuseWhole(source, now, mine, gone, locked);
        }

        // The total stays the same if as many ids appear as disappear. But a catalogue that renames many models is probably broken too.
        if (gone >= Handful && IsMuch(gone, mine))
        {
            throw new ToolException(ExitCode.Service, string.Create(
                CultureInfo.InvariantCulture,
                $"The catalogue of {source} lost {gone} of the {mine} models that were taken from it, more than a tenth. {Advice}"));
        }
    }

    private static void RefuseWhole(string source, int now, int mine, int gone, SchemaLock locked)
    {
        // If the catalogue was never read in full, count the models that were taken from it instead.
        var (before, after) = locked.Catalogues.TryGetValue(source, out var counted) ? (counted, now) : (mine, mine - gone);
        if (IsMuch(before - (long)after, before))
        {
            throw new ToolException(ExitCode.Service, string.Create(
                CultureInfo.InvariantCulture,
                $"The catalogue of {source} shrank from {before} models to {after}, by more than a tenth. {Advice}"));
        }
    }

    // The count comes from a file that people edit, so ten times the count may overflow an int.
    private static bool IsMuch(long lost, int before) => lost * Parts > before;
}
