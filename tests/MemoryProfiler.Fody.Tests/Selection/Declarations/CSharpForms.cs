namespace MemoryProfiler.Fody.Tests.Selection.Declarations;

/// <summary>Declarations of C#.</summary>
static class CSharpForms
{
    public const string Header = """
        using System;
        using System.Collections;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using MemoryProfiler;
        //ASSEMBLY
        interface IBoth<TIn, TOut> { TOut Do(TIn x); TOut Last { get; set; } TOut this[TIn at] { get; } event Action Changed; }
        interface IMath<T> where T : IMath<T> { static abstract T operator +(T a, int b); static abstract explicit operator byte[](T a); static abstract object Make(); }
        file interface ILocal<T> { T Do(T x); T Last { get; } }
        static class Texts
        {
            extension<T>(List<T> list)
            {
                public object Words(int n)
                {
                    return new byte[n]; //= Texts.extension<T>(List<T> list).Words(int n)
                }
                public object Size
                {
                    get
                    {
                        return new byte[2]; //= Texts.extension<T>(List<T> list).Size.get
                    }
                }
            }
        }

        """;

    public static readonly (string Text, string Type, string Name)[] Types =
    [
        ("//MARK\nclass Plain$O\n{\n$M}\n", "Plain$O", "Plain$O"),
        ("//MARK\nclass Of$O<T>\n{\n$M}\n", "Of$O<T>", "Of$O"),
        ("//MARK\nsealed record Pair$O(int X)\n{\n$M}\n", "Pair$O", "Pair$O"),
        ("//MARK\nfile class Local$O\n{\n$M}\n", "Local$O", "Local$O"),
        ("//MARK\nfile class LocalOf$O<T, U>\n{\n$M}\n", "LocalOf$O<T, U>", "LocalOf$O"),
        ("//MARK\n[System.Runtime.CompilerServices.CompilerGenerated] partial class Designed$O\n{\n$M}\n", "Designed$O", "Designed$O"),
        ("//MARK\nclass Outer$O<T>\n{\nclass Inner\n{\n$M}\n}\n", "Outer$O<T>.Inner", "Inner"),
        ("//MARK\nnamespace Some.Space$O { file struct Value {\n$M}\n}\n", "Value", "Value"),
    ];

    public static readonly (string Member, string Beside)[] Members =
    [
        ("object Method$N(int n)\n{\nreturn new byte[n]; //= $T.Method$N(int n)\n}\n", ""),
        ("object Arrow$N<V>(V v) =>\nnew V[3]; //= $T.Arrow$N<V>(V v)\n", ""),
        ("static object Static$N(ref int n)\n{\nreturn new byte[n]; //= $T.Static$N(ref int n)\n}\n", ""),
        ("object Property$N\n{\nget\n{\nreturn new byte[1]; //= $T.Property$N.get\n}\nset\n{\nGC.KeepAlive(new byte[2]); //= $T.Property$N.set\n}\n}\n", ""),
        ("object Init$N\n{\nget => 1;\ninit\n{\nGC.KeepAlive(new byte[2]); //= $T.Init$N.init\n}\n}\n", ""),
        ("event Action Event$N\n{\nadd\n{\nGC.KeepAlive(new byte[2]); //= $T.Event$N.add\n}\nremove\n{\nGC.KeepAlive(new byte[2]); //= $T.Event$N.remove\n}\n}\n", ""),
        ("class Nested$N\n{\npublic Nested$N(int n)\n{\nGC.KeepAlive(new byte[n]); //= $T.Nested$N.Nested$N(int n)\n}\nstatic Nested$N()\n{\nGC.KeepAlive(new byte[1]); //= static $T.Nested$N.Nested$N()\n}\n~Nested$N()\n{\nGC.KeepAlive(new byte[1]); //= $T.Nested$N.~Nested$N()\n}\n}\n", ""),
        ("class Indexed$N\n{\npublic object this[int a, string b]\n{\nget\n{\nreturn new byte[a]; //= $T.Indexed$N.this[int a, string b].get\n}\n}\n}\n", ""),
        ("class Sum$N\n{\npublic static Sum$N operator +(Sum$N a, int b)\n{\nreturn new Sum$N(); //= $T.Sum$N.operator +($T.Sum$N a, int b)\n}\npublic static explicit operator byte[](Sum$N a)\n{\nreturn new byte[3]; //= $T.Sum$N.explicit operator byte[]($T.Sum$N a)\n}\n}\n", ""),
        ("class Both$N : IBoth<int, byte[]>\n{\nbyte[] IBoth<int, byte[]>.Do(int x)\n{\nreturn new byte[x]; //= $T.Both$N.IBoth<int, byte[]>.Do(int x)\n}\nbyte[] IBoth<int, byte[]>.Last\n{\nget\n{\nreturn new byte[1]; //= $T.Both$N.IBoth<int, byte[]>.Last.get\n}\nset\n{\nGC.KeepAlive(new byte[1]); //= $T.Both$N.IBoth<int, byte[]>.Last.set\n}\n}\nbyte[] IBoth<int, byte[]>.this[int at]\n{\nget\n{\nreturn new byte[at]; //= $T.Both$N.IBoth<int, byte[]>.this[int at].get\n}\n}\nevent Action IBoth<int, byte[]>.Changed\n{\nadd\n{\nGC.KeepAlive(new byte[1]); //= $T.Both$N.IBoth<int, byte[]>.Changed.add\n}\nremove { }\n}\n}\n", ""),
        ("class Tuples$N : IEnumerable<(int A, List<string[]> B)>\n{\nIEnumerator<(int A, List<string[]> B)> IEnumerable<(int A, List<string[]> B)>.GetEnumerator()\n{\nyield return (1, new()); //= $T.Tuples$N.IEnumerable<(int, List<string[]>)>.GetEnumerator()\n}\nIEnumerator IEnumerable.GetEnumerator()\n{\nreturn new byte[1].GetEnumerator(); //= $T.Tuples$N.IEnumerable.GetEnumerator()\n}\n}\n", ""),
        ("class LocalBoth$N : ILocal<string>\n{\nstring ILocal<string>.Do(string x)\n{\nreturn new string('x', 3); //= $T.LocalBoth$N.ILocal<string>.Do(string x)\n}\nstring ILocal<string>.Last\n{\nget\n{\nreturn new string('x', 3); //= $T.LocalBoth$N.ILocal<string>.Last.get\n}\n}\n}\n", ""),
        ("class Number$N : IMath<Number$N>\n{\nstatic Number$N IMath<Number$N>.operator +(Number$N a, int b)\n{\nreturn new Number$N(); //= $T.Number$N.IMath<$T.Number$N>.operator +($T.Number$N a, int b)\n}\nstatic explicit IMath<Number$N>.operator byte[](Number$N a)\n{\nreturn new byte[1]; //= $T.Number$N.IMath<$T.Number$N>.explicit operator byte[]($T.Number$N a)\n}\nstatic object IMath<Number$N>.Make()\n{\nreturn new byte[1]; //= $T.Number$N.IMath<$T.Number$N>.Make()\n}\n}\n", ""),
        ("IEnumerable<object> Iterator$N(int n)\n{\nyield return new byte[n]; //= $T.Iterator$N(int n)\n}\n", ""),
        ("async Task<object> Async$N(int n)\n{\nawait Task.Yield();\nreturn new byte[n]; //= $T.Async$N(int n)\n}\n", ""),
        ("async IAsyncEnumerable<object> Stream$N(int n)\n{\nawait Task.Yield();\nyield return new byte[n]; //= $T.Stream$N(int n)\n}\n", ""),
        ("object Lambdas$N(int n)\n{\nFunc<int, object> f = k =>\nnew byte[k + n]; //= $T.Lambdas$N(int n)\nobject Local<V>(V v)\n{\nreturn new V[n]; //= $T.Lambdas$N(int n)\n}\nreturn f(1) ?? Local(2);\n}\n", ""),
        ("class LambdaIn$N : IBoth2$N<int[]>\n{\nobject IBoth2$N<int[]>.Do(int[] x)\n{\nFunc<object> f = () =>\nnew byte[x.Length]; //= $T.LambdaIn$N.IBoth2$N<int[]>.Do(int[] x)\nreturn f();\n}\n}\n", "interface IBoth2$N<T> { object Do(T x); }\n"),
        ("class Primary$N(int a)\n{\nreadonly object b = new byte[a]; //= $T.Primary$N.Primary$N(int a)\n}\n", ""),
        ("interface IDefault$N\n{\nobject Default(int n)\n{\nreturn new byte[n]; //= $T.IDefault$N.Default(int n)\n}\n}\n", ""),
        ("class Field$N\n{\npublic object Held\n{\nget;\nset\n{\nfield = new byte[4]; //= $T.Field$N.Held.set\n}\n}\n}\n", ""),
        ("unsafe object Pointer$N(int* p, delegate*<int, void> f)\n{\nreturn new byte[*p]; //= $T.Pointer$N(int* p, delegate*<int, void> f)\n}\n", ""),
    ];
}
