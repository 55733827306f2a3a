namespace MemoryProfiler.Constructs.Flow;

/// <summary>Bodies so long that a short branch cannot cross them once probes are in.</summary>
public static class LargeConstructs
{
    [Construct]
    public static void VeryLargeMethod(TextWriter output)
    {
        output.WriteLine(ManyStatements(true, 1));
        output.WriteLine(ManyStatements(false, 1));
    }

    [Construct]
    public static void ManyLocals(TextWriter output) => output.WriteLine(ManyVariables(2));

    [Profile]
    static int ManyStatements(bool all, int n)
    {
        var sum = n;
        if (all)
        {
            sum += n * 0; sum += n * 1; sum += n * 2; sum += n * 3;
            sum += n * 4; sum += n * 5; sum += n * 6; sum += n * 7;
            sum += n * 8; sum += n * 9; sum += n * 10; sum += n * 11;
            sum += n * 12; sum += n * 13; sum += n * 14; sum += n * 15;
            sum += n * 16; sum += n * 17; sum += n * 18; sum += n * 19;
            sum += n * 20; sum += n * 21; sum += n * 22; sum += n * 23;
            sum += n * 24; sum += n * 25; sum += n * 26; sum += n * 27;
            sum += n * 28; sum += n * 29; sum += n * 30; sum += n * 31;
            sum += n * 32; sum += n * 33; sum += n * 34; sum += n * 35;
            sum += n * 36; sum += n * 37; sum += n * 38; sum += n * 39;
            sum += n * 40; sum += n * 41; sum += n * 42; sum += n * 43;
            sum += n * 44; sum += n * 45; sum += n * 46; sum += n * 47;
            sum += n * 48; sum += n * 49; sum += n * 50; sum += n * 51;
            sum += n * 52; sum += n * 53; sum += n * 54; sum += n * 55;
            sum += n * 56; sum += n * 57; sum += n * 58; sum += n * 59;
            sum += n * 60; sum += n * 61; sum += n * 62; sum += n * 63;
            sum += n * 64; sum += n * 65; sum += n * 66; sum += n * 67;
            sum += n * 68; sum += n * 69; sum += n * 70; sum += n * 71;
            sum += n * 72; sum += n * 73; sum += n * 74; sum += n * 75;
            sum += n * 76; sum += n * 77; sum += n * 78; sum += n * 79;
            sum += n * 80; sum += n * 81; sum += n * 82; sum += n * 83;
            sum += n * 84; sum += n * 85; sum += n * 86; sum += n * 87;
            sum += n * 88; sum += n * 89; sum += n * 90; sum += n * 91;
            sum += n * 92; sum += n * 93; sum += n * 94; sum += n * 95;
            sum += n * 96; sum += n * 97; sum += n * 98; sum += n * 99;
            sum += n * 100; sum += n * 101; sum += n * 102; sum += n * 103;
            sum += n * 104; sum += n * 105; sum += n * 106; sum += n * 107;
            sum += n * 108; sum += n * 109; sum += n * 110; sum += n * 111;
            sum += n * 112; sum += n * 113; sum += n * 114; sum += n * 115;
            sum += n * 116; sum += n * 117; sum += n * 118; sum += n * 119;
            sum += n * 120; sum += n * 121; sum += n * 122; sum += n * 123;
            sum += n * 124; sum += n * 125; sum += n * 126; sum += n * 127;
            sum += n * 128; sum += n * 129; sum += n * 130; sum += n * 131;
            sum += n * 132; sum += n * 133; sum += n * 134; sum += n * 135;
            sum += n * 136; sum += n * 137; sum += n * 138; sum += n * 139;
            sum += n * 140; sum += n * 141; sum += n * 142; sum += n * 143;
            sum += n * 144; sum += n * 145; sum += n * 146; sum += n * 147;
            sum += n * 148; sum += n * 149; sum += n * 150; sum += n * 151;
            sum += n * 152; sum += n * 153; sum += n * 154; sum += n * 155;
            sum += n * 156; sum += n * 157; sum += n * 158; sum += n * 159;
            sum += n * 160; sum += n * 161; sum += n * 162; sum += n * 163;
            sum += n * 164; sum += n * 165; sum += n * 166; sum += n * 167;
            sum += n * 168; sum += n * 169; sum += n * 170; sum += n * 171;
            sum += n * 172; sum += n * 173; sum += n * 174; sum += n * 175;
            sum += n * 176; sum += n * 177; sum += n * 178; sum += n * 179;
            sum += n * 180; sum += n * 181; sum += n * 182; sum += n * 183;
            sum += n * 184; sum += n * 185; sum += n * 186; sum += n * 187;
            sum += n * 188; sum += n * 189; sum += n * 190; sum += n * 191;
            sum += n * 192; sum += n * 193; sum += n * 194; sum += n * 195;
            sum += n * 196; sum += n * 197; sum += n * 198; sum += n * 199;
            sum += n * 200; sum += n * 201; sum += n * 202; sum += n * 203;
            sum += n * 204; sum += n * 205; sum += n * 206; sum += n * 207;
            sum += n * 208; sum += n * 209; sum += n * 210; sum += n * 211;
            sum += n * 212; sum += n * 213; sum += n * 214; sum += n * 215;
            sum += n * 216; sum += n * 217; sum += n * 218; sum += n * 219;
            sum += n * 220; sum += n * 221; sum += n * 222; sum += n * 223;
            sum += n * 224; sum += n * 225; sum += n * 226; sum += n * 227;
            sum += n * 228; sum += n * 229; sum += n * 230; sum += n * 231;
            sum += n * 232; sum += n * 233; sum += n * 234; sum += n * 235;
            sum += n * 236; sum += n * 237; sum += n * 238; sum += n * 239;
            sum += n * 240; sum += n * 241; sum += n * 242; sum += n * 243;
            sum += n * 244; sum += n * 245; sum += n * 246; sum += n * 247;
            sum += n * 248; sum += n * 249; sum += n * 250; sum += n * 251;
            sum += n * 252; sum += n * 253; sum += n * 254; sum += n * 255;
            sum += n * 256; sum += n * 257; sum += n * 258; sum += n * 259;
            sum += n * 260; sum += n * 261; sum += n * 262; sum += n * 263;
            sum += n * 264; sum += n * 265; sum += n * 266; sum += n * 267;
            sum += n * 268; sum += n * 269; sum += n * 270; sum += n * 271;
            sum += n * 272; sum += n * 273; sum += n * 274; sum += n * 275;
            sum += n * 276; sum += n * 277; sum += n * 278; sum += n * 279;
            sum += n * 280; sum += n * 281; sum += n * 282; sum += n * 283;
            sum += n * 284; sum += n * 285; sum += n * 286; sum += n * 287;
            sum += n * 288; sum += n * 289; sum += n * 290; sum += n * 291;
            sum += n * 292; sum += n * 293; sum += n * 294; sum += n * 295;
            sum += n * 296; sum += n * 297; sum += n * 298; sum += n * 299;
            sum += n * 300; sum += n * 301; sum += n * 302; sum += n * 303;
            sum += n * 304; sum += n * 305; sum += n * 306; sum += n * 307;
            sum += n * 308; sum += n * 309; sum += n * 310; sum += n * 311;
            sum += n * 312; sum += n * 313; sum += n * 314; sum += n * 315;
            sum += n * 316; sum += n * 317; sum += n * 318; sum += n * 319;
        }
        else
        {
            sum = -1;
        }
        return sum;
    }

    [Profile]
    static int ManyVariables(int n)
    {
        var v0 = n + 0; var v1 = n + 1; var v2 = n + 2;
        var v3 = n + 3; var v4 = n + 4; var v5 = n + 5;
        var v6 = n + 6; var v7 = n + 7; var v8 = n + 8;
        var v9 = n + 9; var v10 = n + 10; var v11 = n + 11;
        var v12 = n + 12; var v13 = n + 13; var v14 = n + 14;
        var v15 = n + 15; var v16 = n + 16; var v17 = n + 17;
        var v18 = n + 18; var v19 = n + 19; var v20 = n + 20;
        var v21 = n + 21; var v22 = n + 22; var v23 = n + 23;
        var v24 = n + 24; var v25 = n + 25; var v26 = n + 26;
        var v27 = n + 27; var v28 = n + 28; var v29 = n + 29;
        var v30 = n + 30; var v31 = n + 31; var v32 = n + 32;
        var v33 = n + 33; var v34 = n + 34; var v35 = n + 35;
        var v36 = n + 36; var v37 = n + 37; var v38 = n + 38;
        var v39 = n + 39; var v40 = n + 40; var v41 = n + 41;
        var v42 = n + 42; var v43 = n + 43; var v44 = n + 44;
        var v45 = n + 45; var v46 = n + 46; var v47 = n + 47;
        var v48 = n + 48; var v49 = n + 49; var v50 = n + 50;
        var v51 = n + 51; var v52 = n + 52; var v53 = n + 53;
        var v54 = n + 54; var v55 = n + 55; var v56 = n + 56;
        var v57 = n + 57; var v58 = n + 58; var v59 = n + 59;
        var v60 = n + 60; var v61 = n + 61; var v62 = n + 62;
        var v63 = n + 63; var v64 = n + 64; var v65 = n + 65;
        var v66 = n + 66; var v67 = n + 67; var v68 = n + 68;
        var v69 = n + 69; var v70 = n + 70; var v71 = n + 71;
        var v72 = n + 72; var v73 = n + 73; var v74 = n + 74;
        var v75 = n + 75; var v76 = n + 76; var v77 = n + 77;
        var v78 = n + 78; var v79 = n + 79; var v80 = n + 80;
        var v81 = n + 81; var v82 = n + 82; var v83 = n + 83;
        var v84 = n + 84; var v85 = n + 85; var v86 = n + 86;
        var v87 = n + 87; var v88 = n + 88; var v89 = n + 89;
        var v90 = n + 90; var v91 = n + 91; var v92 = n + 92;
        var v93 = n + 93; var v94 = n + 94; var v95 = n + 95;
        var v96 = n + 96; var v97 = n + 97; var v98 = n + 98;
        var v99 = n + 99; var v100 = n + 100; var v101 = n + 101;
        var v102 = n + 102; var v103 = n + 103; var v104 = n + 104;
        var v105 = n + 105; var v106 = n + 106; var v107 = n + 107;
        var v108 = n + 108; var v109 = n + 109; var v110 = n + 110;
        var v111 = n + 111; var v112 = n + 112; var v113 = n + 113;
        var v114 = n + 114; var v115 = n + 115; var v116 = n + 116;
        var v117 = n + 117; var v118 = n + 118; var v119 = n + 119;
        var v120 = n + 120; var v121 = n + 121; var v122 = n + 122;
        var v123 = n + 123; var v124 = n + 124; var v125 = n + 125;
        var v126 = n + 126; var v127 = n + 127; var v128 = n + 128;
        var v129 = n + 129; var v130 = n + 130; var v131 = n + 131;
        var v132 = n + 132; var v133 = n + 133; var v134 = n + 134;
        var v135 = n + 135; var v136 = n + 136; var v137 = n + 137;
        var v138 = n + 138; var v139 = n + 139; var v140 = n + 140;
        var v141 = n + 141; var v142 = n + 142; var v143 = n + 143;
        var v144 = n + 144; var v145 = n + 145; var v146 = n + 146;
        var v147 = n + 147; var v148 = n + 148; var v149 = n + 149;
        var v150 = n + 150; var v151 = n + 151; var v152 = n + 152;
        var v153 = n + 153; var v154 = n + 154; var v155 = n + 155;
        var v156 = n + 156; var v157 = n + 157; var v158 = n + 158;
        var v159 = n + 159; var v160 = n + 160; var v161 = n + 161;
        var v162 = n + 162; var v163 = n + 163; var v164 = n + 164;
        var v165 = n + 165; var v166 = n + 166; var v167 = n + 167;
        var v168 = n + 168; var v169 = n + 169; var v170 = n + 170;
        var v171 = n + 171; var v172 = n + 172; var v173 = n + 173;
        var v174 = n + 174; var v175 = n + 175; var v176 = n + 176;
        var v177 = n + 177; var v178 = n + 178; var v179 = n + 179;
        var v180 = n + 180; var v181 = n + 181; var v182 = n + 182;
        var v183 = n + 183; var v184 = n + 184; var v185 = n + 185;
        var v186 = n + 186; var v187 = n + 187; var v188 = n + 188;
        var v189 = n + 189; var v190 = n + 190; var v191 = n + 191;
        var v192 = n + 192; var v193 = n + 193; var v194 = n + 194;
        var v195 = n + 195; var v196 = n + 196; var v197 = n + 197;
        var v198 = n + 198; var v199 = n + 199; var v200 = n + 200;
        var v201 = n + 201; var v202 = n + 202; var v203 = n + 203;
        var v204 = n + 204; var v205 = n + 205; var v206 = n + 206;
        var v207 = n + 207; var v208 = n + 208; var v209 = n + 209;
        var v210 = n + 210; var v211 = n + 211; var v212 = n + 212;
        var v213 = n + 213; var v214 = n + 214; var v215 = n + 215;
        var v216 = n + 216; var v217 = n + 217; var v218 = n + 218;
        var v219 = n + 219; var v220 = n + 220; var v221 = n + 221;
        var v222 = n + 222; var v223 = n + 223; var v224 = n + 224;
        var v225 = n + 225; var v226 = n + 226; var v227 = n + 227;
        var v228 = n + 228; var v229 = n + 229; var v230 = n + 230;
        var v231 = n + 231; var v232 = n + 232; var v233 = n + 233;
        var v234 = n + 234; var v235 = n + 235; var v236 = n + 236;
        var v237 = n + 237; var v238 = n + 238; var v239 = n + 239;
        var v240 = n + 240; var v241 = n + 241; var v242 = n + 242;
        var v243 = n + 243; var v244 = n + 244; var v245 = n + 245;
        var v246 = n + 246; var v247 = n + 247; var v248 = n + 248;
        var v249 = n + 249; var v250 = n + 250; var v251 = n + 251;
        var v252 = n + 252; var v253 = n + 253; var v254 = n + 254;
        var v255 = n + 255; var v256 = n + 256; var v257 = n + 257;
        var v258 = n + 258; var v259 = n + 259; var v260 = n + 260;
        var v261 = n + 261; var v262 = n + 262; var v263 = n + 263;
        var v264 = n + 264; var v265 = n + 265; var v266 = n + 266;
        var v267 = n + 267; var v268 = n + 268; var v269 = n + 269;
        return v0
            + v0 + v1 + v2 + v3 + v4 + v5 + v6 + v7 + v8 + v9 + v10 + v11 + v12 + v13 + v14
            + v15 + v16 + v17 + v18 + v19 + v20 + v21 + v22 + v23 + v24 + v25 + v26 + v27 + v28 + v29
            + v30 + v31 + v32 + v33 + v34 + v35 + v36 + v37 + v38 + v39 + v40 + v41 + v42 + v43 + v44
            + v45 + v46 + v47 + v48 + v49 + v50 + v51 + v52 + v53 + v54 + v55 + v56 + v57 + v58 + v59
            + v60 + v61 + v62 + v63 + v64 + v65 + v66 + v67 + v68 + v69 + v70 + v71 + v72 + v73 + v74
            + v75 + v76 + v77 + v78 + v79 + v80 + v81 + v82 + v83 + v84 + v85 + v86 + v87 + v88 + v89
            + v90 + v91 + v92 + v93 + v94 + v95 + v96 + v97 + v98 + v99 + v100 + v101 + v102 + v103 + v104
            + v105 + v106 + v107 + v108 + v109 + v110 + v111 + v112 + v113 + v114 + v115 + v116 + v117 + v118 + v119
            + v120 + v121 + v122 + v123 + v124 + v125 + v126 + v127 + v128 + v129 + v130 + v131 + v132 + v133 + v134
            + v135 + v136 + v137 + v138 + v139 + v140 + v141 + v142 + v143 + v144 + v145 + v146 + v147 + v148 + v149
            + v150 + v151 + v152 + v153 + v154 + v155 + v156 + v157 + v158 + v159 + v160 + v161 + v162 + v163 + v164
            + v165 + v166 + v167 + v168 + v169 + v170 + v171 + v172 + v173 + v174 + v175 + v176 + v177 + v178 + v179
            + v180 + v181 + v182 + v183 + v184 + v185 + v186 + v187 + v188 + v189 + v190 + v191 + v192 + v193 + v194
            + v195 + v196 + v197 + v198 + v199 + v200 + v201 + v202 + v203 + v204 + v205 + v206 + v207 + v208 + v209
            + v210 + v211 + v212 + v213 + v214 + v215 + v216 + v217 + v218 + v219 + v220 + v221 + v222 + v223 + v224
            + v225 + v226 + v227 + v228 + v229 + v230 + v231 + v232 + v233 + v234 + v235 + v236 + v237 + v238 + v239
            + v240 + v241 + v242 + v243 + v244 + v245 + v246 + v247 + v248 + v249 + v250 + v251 + v252 + v253 + v254
            + v255 + v256 + v257 + v258 + v259 + v260 + v261 + v262 + v263 + v264 + v265 + v266 + v267 + v268 + v269;
    }
}
