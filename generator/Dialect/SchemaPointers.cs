using System.Globalization;
using Newtonsoft.Json.Linq;

namespace SchemaSdk.Generator.Dialect;

/// <summary>Where schemas stand in a document, found in one walk: asking each for its own way up is quadratic in long arrays.</summary>
internal static class SchemaPointers
{
    /// <summary>Finds the JSON pointers of some objects.</summary>
    /// <param name="root">The document.</param>
    /// <param name="wanted">The objects; each that is found gets its pointer.</param>
    public static void Find(JObject root, Dictionary<JObject, string?> wanted) => Find(root, [], wanted);

    private static void Find(JToken token, List<string> steps, Dictionary<JObject, string?> wanted)
    {
        if (token is JObject members)
        {
            if (wanted.ContainsKey(members))
            {
                wanted[members] = string.Concat(steps);
            }

            foreach (var member in members.Properties())
            {
                Step(member.Value, member.Name, steps, wanted);
            }
        }
        else if (token is JArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                Step(items[i], i.ToString(CultureInfo.InvariantCulture), steps, wanted);
            }
        }
    }

    private static void Step(JToken token, string step, List<string> steps, Dictionary<JObject, string?> wanted)
    {
        if (token is JContainer)
        {
            steps.Add("/" + step.Replace("~", "~0").Replace("/", "~1"));
            Find(token, steps, wanted);
            steps.RemoveAt(steps.Count - 1);
        }
    }
}
